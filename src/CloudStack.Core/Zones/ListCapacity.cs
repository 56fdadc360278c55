namespace CloudStack;

/// <summary>Reports how much of each kind of capacity is used, for zones, pods or clusters.</summary>
[Command("listCapacity", Access = Role.ResourceAdmins, LegacyClass = "admin.resource.ListCapacityCmd")]
public sealed record ListCapacity : IListCommand<Capacity>
{
    /// <summary>Only this cluster.</summary>
    [Since("3.0.0")]
    public ClusterId? ClusterId { get; init; }

    /// <summary>True counts anew before it answers; otherwise the figures of the last count are given.</summary>
    [Since("3.0.0")]
    public bool? FetchLatest { get; init; }

    /// <summary>Only this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary><c>usage</c> sorts by percentage, the fullest first.</summary>
    [Since("3.0.0")]
    public string? SortBy { get; init; }

    /// <summary>
    /// Only this kind: 0 memory, 1 CPU, 2 primary storage, 3 allocated primary storage, 4 public addresses, 5 private addresses, 6 secondary
    /// storage, 7 VLANs, 8 directly attached addresses, 9 local storage.
    /// </summary>
    public int? Type { get; init; }

    /// <summary>Only this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
