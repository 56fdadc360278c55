namespace CloudStack.Engine;

/// <summary>What is written in <see cref="TemplateRow.Type"/>; the names are those of 4.1.</summary>
internal static class TemplateTypes
{
    public const string User = "USER";
    public const string BuiltIn = "BUILTIN";
    public const string System = "SYSTEM";
    public const string PerHost = "PERHOST";

    /// <summary>What tags call templates and ISOs.</summary>
    public static string TagOf(bool isIso) => isIso ? "ISO" : "Template";
}
