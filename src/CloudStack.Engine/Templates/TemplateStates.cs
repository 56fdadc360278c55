namespace CloudStack.Engine;

/// <summary>What is written in <see cref="TemplateZoneRow.State"/>; the names are those of 4.1.</summary>
internal static class TemplateStates
{
    /// <summary>The template can be used in the zone.</summary>
    public const string Ready = "DOWNLOADED";

    /// <summary>It is to be brought to the zone's image store.</summary>
    public const string NotDownloaded = "NOT_DOWNLOADED";

    /// <summary>A management server is bringing it to the zone's image store.</summary>
    public const string InProgress = "DOWNLOAD_IN_PROGRESS";

    /// <summary>It cannot; <see cref="TemplateZoneRow.Error"/> tells why.</summary>
    public const string DownloadError = "DOWNLOAD_ERROR";
}
