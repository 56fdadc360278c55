using CloudStack.Placement;

namespace CustomAllocator;

/// <summary>Fills one pod after the other, the fullest first, so that empty pods can be switched off at night.</summary>
public sealed class PodFillingPlanner : IDeploymentPlanner
{
    /// <inheritdoc/>
    public string Name => "podfilling";

    /// <inheritdoc/>
    public CandidateOrder Order => CandidateOrder.Listed;

    /// <inheritdoc/>
    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement)
    {
        var kind = placement.Settings.ClusterOrder;
        return placement.Zone.Pods
            .OrderByDescending(pod => pod.CapacityOf(kind).TakenShare)
            .SelectMany(pod => pod.Clusters.OrderByDescending(cluster => cluster.CapacityOf(kind).TakenShare));
    }
}
