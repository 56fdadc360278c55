namespace CloudStack;

/// <summary>A volume, template or ISO that can be downloaded for a while.</summary>
public sealed record Extraction
{
    /// <summary>Id of the volume, template or ISO.</summary>
    public Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the extraction.</summary>
    [WireName("extractId")]
    public Guid? ExtractId { get; init; }

    /// <summary>How much of an upload is done; none is offered.</summary>
    public int? UploadPercentage { get; init; }

    /// <summary><c>DOWNLOAD_URL_CREATED</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Owning account.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Why an upload failed; none is offered.</summary>
    public string? ResultString { get; init; }

    /// <summary>When the URL was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The same as <see cref="Status"/>.</summary>
    public string? State { get; init; }

    /// <summary>Kind of storage; not told.</summary>
    public string? StorageType { get; init; }

    /// <summary>What was extracted: <c>volume</c>, <c>template</c> or <c>iso</c>.</summary>
    public string? Storage { get; init; }

    /// <summary>Its zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Its zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary><c>HTTP_DOWNLOAD</c>.</summary>
    [WireName("extractMode")]
    public string? ExtractMode { get; init; }

    /// <summary>Where to download it, relative to the server's address and URL-encoded, as 4.1 gives it.</summary>
    public string? Url { get; init; }
}
