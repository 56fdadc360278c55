namespace CloudStack;

/// <summary>Lists clusters.</summary>
[Command("listClusters", Access = Role.ResourceAdmins, CountsAll = true, LegacyClass = "admin.cluster.ListClustersCmd")]
public sealed record ListClusters : IListCommand<Cluster>
{
    /// <summary>Only clusters in this state, <c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Only clusters of this type.</summary>
    public string? ClusterType { get; init; }

    /// <summary>Only clusters of this hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Only this cluster.</summary>
    public ClusterId? Id { get; init; }

    /// <summary>Only clusters in this <see cref="ManagedState"/>.</summary>
    public string? ManagedState { get; init; }

    /// <summary>Only clusters with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only clusters of this pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Whether to fill in <see cref="Cluster.Capacity"/>; false by default.</summary>
    public bool? ShowCapacities { get; init; }

    /// <summary>Only clusters of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
