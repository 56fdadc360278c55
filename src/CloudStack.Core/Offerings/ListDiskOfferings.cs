namespace CloudStack;

/// <summary>Lists disk offerings that the caller may use.</summary>
[Command("listDiskOfferings", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.offering.ListDiskOfferingsCmd")]
public sealed record ListDiskOfferings : IListCommand<DiskOffering>
{
    /// <summary>Only offerings of this domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this offering.</summary>
    public DiskOfferingId? Id { get; init; }

    /// <summary>Only offerings with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
