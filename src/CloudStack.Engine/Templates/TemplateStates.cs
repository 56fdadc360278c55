namespace CloudStack.Engine;

/// <summary>What is written in <see cref="TemplateZoneRow.State"/>; the names are those of 4.1.</summary>
internal static class TemplateStates
{
    /// <summary>The template can be used in the zone.</summary>
    public const string Ready = "DOWNLOADED";

    /// <summary>It cannot; <see cref="TemplateZoneRow.Error"/> tells why.</summary>
    public const string DownloadError = "DOWNLOAD_ERROR";
}
