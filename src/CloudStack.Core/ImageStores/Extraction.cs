namespace CloudStack;

/// <summary>An image that is made available for download.</summary>
[View("template")]
public sealed record Extraction
{
    /// <summary>The template, ISO or volume.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Identifies the extraction.</summary>
    [WireName("extractId")]
    public Guid? ExtractId { get; init; }

    /// <summary>For an upload, how far it is.</summary>
    public int? UploadPercentage { get; init; }

    /// <summary>For an upload, how it is doing.</summary>
    public string? Status { get; init; }

    /// <summary>Owner of the image.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>What went wrong.</summary>
    public string? ResultString { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>State, for example <c>DOWNLOAD_URL_CREATED</c>.</summary>
    public string? State { get; init; }

    /// <summary>Kind of storage.</summary>
    public string? StorageType { get; init; }

    /// <summary>Storage that holds the image.</summary>
    public string? Storage { get; init; }

    /// <summary>Zone that it is taken from.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>That zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary><c>HTTP_DOWNLOAD</c>.</summary>
    [WireName("extractMode")]
    public string? ExtractMode { get; init; }

    /// <summary>Where to download it.</summary>
    public string? Url { get; init; }
}
