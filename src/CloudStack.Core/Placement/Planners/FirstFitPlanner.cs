namespace CloudStack.Placement;

/// <summary>Clusters with the smallest taken share first, of the zone or, pods first, of one pod after the other.</summary>
internal sealed class FirstFitPlanner(string name, CandidateOrder order) : IDeploymentPlanner
{
    public string Name => name;

    public CandidateOrder Order => order;

    public bool CanHandle(PlacementRequest request) => PlannerRules.CanHandle(request);

    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement) => placement.ClustersByUse();
}

internal static class PlannerRules
{
    /// <summary>Bare metal has planners of its own.</summary>
    public static bool CanHandle(PlacementRequest request) => !string.Equals(request.Hypervisor, "BareMetal", StringComparison.OrdinalIgnoreCase);
}
