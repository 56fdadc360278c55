namespace CloudStack;

/// <summary>A cluster.</summary>
[View("cluster")]
public sealed record Cluster
{
    /// <summary>The cluster.</summary>
    public ClusterId Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>The pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Name of the pod.</summary>
    public string? PodName { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Name of the zone.</summary>
    public string? ZoneName { get; init; }

    /// <summary>Kind of its hosts.</summary>
    public string? HypervisorType { get; init; }

    /// <summary><c>CloudManaged</c> or <c>ExternalManaged</c>.</summary>
    public string? ClusterType { get; init; }

    /// <summary>Whether it takes new VMs.</summary>
    public AllocationState? AllocationState { get; init; }

    /// <summary>Whether its hosts are managed.</summary>
    public ManagedState? ManagedState { get; init; }

    /// <summary>Capacity of the cluster by kind, when asked for.</summary>
    public IReadOnlyList<Capacity> Capacity { get; init; } = [];
}
