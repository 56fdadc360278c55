namespace CloudStack.Placement;

/// <summary>
/// Spreads: the emptiest host of the zone first. A policy of this product, as the others here are; 4.1 had none of them.
/// </summary>
internal sealed class SpreadingPlanner(string name) : IDeploymentPlanner
{
    public string Name => name;

    public CandidateOrder Order => CandidateOrder.LeastAllocated;

    public bool CanHandle(PlacementRequest request) => PlannerRules.CanHandle(request);

    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement) => placement.ClustersByRoom();
}

/// <summary>
/// Packs: fills one cluster after the other, the oldest first, and in each the fullest host that still has room, so that as many hosts as possible
/// stay empty for large VMs.
/// </summary>
internal sealed class PackingPlanner(string name) : IDeploymentPlanner
{
    public string Name => name;

    public CandidateOrder Order => CandidateOrder.MostAllocated;

    public bool CanHandle(PlacementRequest request) => PlannerRules.CanHandle(request);

    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement) => placement.ClustersByAge();
}

/// <summary>Orders hosts by <see cref="PlacementSettings.Weights"/>; clusters as spreading does, or as packing does when free capacity weighs less than nothing.</summary>
internal sealed class WeightedPlanner(string name) : IDeploymentPlanner
{
    public string Name => name;

    public CandidateOrder Order => CandidateOrder.Weighted;

    public bool CanHandle(PlacementRequest request) => PlannerRules.CanHandle(request);

    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement)
    {
        var weights = placement.Settings.Weights;
        return weights.FreeCpu + weights.FreeMemory < 0 ? placement.ClustersByAge() : placement.ClustersByUse();
    }
}
