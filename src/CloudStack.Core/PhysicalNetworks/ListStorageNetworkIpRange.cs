namespace CloudStack;

/// <summary>Lists ranges of storage addresses.</summary>
[Command("listStorageNetworkIpRange", Access = Role.Admin, LegacyClass = "admin.network.ListStorageNetworkIpRangeCmd", Since = "3.0.0")]
public sealed record ListStorageNetworkIpRange : IListCommand<StorageNetworkIpRange>
{
    /// <summary>Only this range.</summary>
    public StorageNetworkIpRangeId? Id { get; init; }

    /// <summary>Only ranges of this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Only ranges of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
