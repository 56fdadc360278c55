namespace CloudStack;

/// <summary>How much of one kind of capacity is used in a zone, pod or cluster.</summary>
[View("capacity")]
public sealed record Capacity
{
    /// <summary>
    /// Kind: 0 memory, 1 CPU, 2 primary storage, 3 allocated primary storage, 4 public addresses, 5 private addresses, 6 secondary storage, 7
    /// VLANs, 8 directly attached addresses, 9 local storage.
    /// </summary>
    public short? Type { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Name of the zone.</summary>
    public string? ZoneName { get; init; }

    /// <summary>The pod; null for figures of a whole zone.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Name of the pod.</summary>
    public string? PodName { get; init; }

    /// <summary>The cluster; null for figures of a pod or zone.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>Name of the cluster.</summary>
    public string? ClusterName { get; init; }

    /// <summary>What is used: bytes, MHz, addresses or VLANs.</summary>
    public long? CapacityUsed { get; init; }

    /// <summary>What there is, with overprovisioning, in the same unit.</summary>
    public long? CapacityTotal { get; init; }

    /// <summary>Percentage used, with up to two decimals.</summary>
    public string? PercentUsed { get; init; }
}
