using System.Collections.Immutable;

namespace CloudStack.Placement;

/// <summary>Places that are not to be used. Immutable: each addition gives a new set.</summary>
public sealed record AvoidSet
{
    /// <summary>Nothing is avoided.</summary>
    public static AvoidSet Empty { get; } = new();

    /// <summary>Pods to avoid.</summary>
    public ImmutableHashSet<PodId> Pods { get; init; } = [];

    /// <summary>Clusters to avoid.</summary>
    public ImmutableHashSet<ClusterId> Clusters { get; init; } = [];

    /// <summary>Hosts to avoid.</summary>
    public ImmutableHashSet<HostId> Hosts { get; init; } = [];

    /// <summary>Storage pools to avoid.</summary>
    public ImmutableHashSet<StoragePoolId> Pools { get; init; } = [];

    /// <summary>This and a pod.</summary>
    /// <param name="pod">The pod.</param>
    public AvoidSet Add(PodId pod) => this with { Pods = Pods.Add(pod) };

    /// <summary>This and a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    public AvoidSet Add(ClusterId cluster) => this with { Clusters = Clusters.Add(cluster) };

    /// <summary>This and a host.</summary>
    /// <param name="host">The host.</param>
    public AvoidSet Add(HostId host) => this with { Hosts = Hosts.Add(host) };

    /// <summary>This and a pool.</summary>
    /// <param name="pool">The pool.</param>
    public AvoidSet Add(StoragePoolId pool) => this with { Pools = Pools.Add(pool) };
}
