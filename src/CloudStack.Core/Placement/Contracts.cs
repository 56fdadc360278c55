namespace CloudStack.Placement;

/// <summary>How candidates of equal worth are ordered.</summary>
public enum CandidateOrder
{
    /// <summary>Oldest first.</summary>
    Listed,
    /// <summary>By chance.</summary>
    Random,
    /// <summary>Those where the owner has the fewest VMs or volumes first.</summary>
    FewestOfOwner,
    /// <summary>The smallest taken share first.</summary>
    LeastAllocated,
    /// <summary>The largest taken share first.</summary>
    MostAllocated,
    /// <summary>Those first whose CPU and memory would be taken most evenly with the VM on them.</summary>
    Balanced,
    /// <summary>By <see cref="PlacementSettings.Weights"/>.</summary>
    Weighted,
}

/// <summary>
/// Says which clusters are tried, in which order. Chosen by its name in <c>vm.allocation.algorithm</c>. The placer checks every cluster it is
/// given (scope, avoid set, state, hypervisor, thresholds), so a planner only orders. Safe for concurrent use.
/// </summary>
public interface IDeploymentPlanner
{
    /// <summary>Its name; upper and lower case do not differ.</summary>
    string Name { get; }

    /// <summary>The clusters to try. Read only as far as needed, so give them lazily where that is possible.</summary>
    /// <param name="placement">The decision.</param>
    IEnumerable<IClusterView> OrderClusters(PlacementContext placement);

    /// <summary>Whether the planner plans such VMs; if not, the next one that does takes its place.</summary>
    /// <param name="request">The VM.</param>
    bool CanHandle(PlacementRequest request) => true;

    /// <summary>In which order the allocators try hosts and pools of a cluster.</summary>
    CandidateOrder Order => CandidateOrder.Random;
}

/// <summary>
/// Gives the hosts of one cluster that suit a VM, best first. Named in <see cref="PlacementSettings.HostAllocators"/>. Whatever it gives is
/// still checked for its state, its room and the avoid set. Safe for concurrent use.
/// </summary>
public interface IHostAllocator
{
    /// <summary>Its name; upper and lower case do not differ.</summary>
    string Name { get; }

    /// <summary>The hosts to try. Read only as far as needed, so give them lazily where that is possible.</summary>
    /// <param name="query">The cluster and the decision.</param>
    IEnumerable<IHostView> Allocate(HostQuery query);
}

/// <summary>What a host allocator is asked.</summary>
/// <param name="Placement">The decision.</param>
/// <param name="Cluster">The cluster whose hosts are wanted.</param>
public readonly record struct HostQuery(PlacementContext Placement, IClusterView Cluster);

/// <summary>
/// Gives the pools that suit one volume of a VM on one host, best first. Named in <see cref="PlacementSettings.PoolAllocators"/>. Whatever it
/// gives is still checked for its state, its room and the avoid set. Safe for concurrent use.
/// </summary>
public interface IStoragePoolAllocator
{
    /// <summary>Its name; upper and lower case do not differ.</summary>
    string Name { get; }

    /// <summary>The pools to try. Read only as far as needed.</summary>
    /// <param name="query">The volume, the host and the decision.</param>
    IEnumerable<IPoolView> Allocate(PoolQuery query);

    /// <summary>Whether it serves such volumes.</summary>
    /// <param name="volume">The volume.</param>
    bool CanHandle(VolumeRequest volume) => true;

    /// <summary>Whether the answer differs among hosts of one cluster. False lets a cluster without room be left after its first host.</summary>
    /// <param name="volume">The volume.</param>
    bool DependsOnHost(VolumeRequest volume) => true;
}

/// <summary>What a storage pool allocator, filter or scorer is asked.</summary>
/// <param name="Placement">The decision.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Host">The host that must reach the pool.</param>
public readonly record struct PoolQuery(PlacementContext Placement, VolumeRequest Volume, IHostView Host);

/// <summary>One rule about hosts. Called often: it should not allocate. Safe for concurrent use.</summary>
public interface IHostFilter
{
    /// <summary>Its name, for traces.</summary>
    string Name { get; }

    /// <summary>Whether the host will do.</summary>
    /// <param name="host">The host.</param>
    /// <param name="placement">The decision.</param>
    Verdict Check(IHostView host, PlacementContext placement);

    /// <summary>The smallest change that would make a host pass that it refuses, in few words; null when it knows none. Only asked by <see cref="Placer.ExplainHost"/>.</summary>
    /// <param name="host">The host.</param>
    /// <param name="placement">The decision.</param>
    string? ChangeFor(IHostView host, PlacementContext placement) => null;
}

/// <summary>
/// One preference about hosts. The sums of all scorers are compared, higher first; built-in preferences give whole numbers from -2 to 3, those
/// of affinity groups multiples of 4.
/// Safe for concurrent use.
/// </summary>
public interface IHostScorer
{
    /// <summary>Its name, for traces.</summary>
    string Name { get; }

    /// <summary>The host's score.</summary>
    /// <param name="host">The host.</param>
    /// <param name="placement">The decision.</param>
    double Score(IHostView host, PlacementContext placement);

    /// <summary>False when all hosts would get the same score: the hosts need not be sorted then.</summary>
    /// <param name="placement">The decision.</param>
    bool Matters(PlacementContext placement) => true;
}

/// <summary>One rule about pools. Called often: it should not allocate. Safe for concurrent use.</summary>
public interface IPoolFilter
{
    /// <summary>Its name, for traces.</summary>
    string Name { get; }

    /// <summary>Whether the pool will do.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="query">The volume and the decision.</param>
    Verdict Check(IPoolView pool, PoolQuery query);

    /// <summary>The smallest change that would make a pool pass that it refuses, in few words; null when it knows none. Only asked by <see cref="Placer.ExplainHost"/>.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="query">The volume and the decision.</param>
    string? ChangeFor(IPoolView pool, PoolQuery query) => null;
}

/// <summary>One preference about pools. The sums of all scorers are compared, higher first. Safe for concurrent use.</summary>
public interface IPoolScorer
{
    /// <summary>Its name, for traces.</summary>
    string Name { get; }

    /// <summary>The pool's score.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="query">The volume and the decision.</param>
    double Score(IPoolView pool, PoolQuery query);

    /// <summary>False when all pools would get the same score.</summary>
    /// <param name="placement">The decision.</param>
    bool Matters(PlacementContext placement) => true;
}
