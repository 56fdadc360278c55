namespace CloudStack;

/// <summary>A disk offering.</summary>
[View("diskoffering")]
public sealed record DiskOffering
{
    /// <summary>The offering.</summary>
    public DiskOfferingId Id { get; init; }

    /// <summary>Domain that alone may use it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of that domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Size in GiB; 0 when users choose it.</summary>
    public long? DiskSize { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Whether users choose the size.</summary>
    public bool? IsCustomized { get; init; }

    /// <summary>Tags that the pool must have, separated by commas.</summary>
    public string? Tags { get; init; }

    /// <summary><c>shared</c> or <c>local</c>.</summary>
    public string? StorageType { get; init; }
}
