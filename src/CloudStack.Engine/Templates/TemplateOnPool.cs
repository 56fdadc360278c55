namespace CloudStack.Engine;

/// <summary>States of a template's copy on a pool.</summary>
internal static class TemplateOnPool
{
    public const string Creating = "Creating", Ready = "Ready";
}
