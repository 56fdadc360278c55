namespace CloudStack.Placement;

/// <summary>Keeps an account's VMs in as few pods as possible: the pod with most of them first. Inside a pod, the smallest taken share first.</summary>
internal sealed class UserConcentratedPodPlanner(string name, CandidateOrder order) : IDeploymentPlanner
{
    public string Name => name;

    public CandidateOrder Order => order;

    public bool CanHandle(PlacementRequest request) => PlannerRules.CanHandle(request);

    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement)
    {
        var kind = placement.Settings.ClusterOrder;
        if (placement.Cluster is { } cluster) return [cluster];
        if (placement.Pod is { } pod) return pod.ClustersByUse(kind);
        return OfZone(placement, kind);
    }

    private static IEnumerable<IClusterView> OfZone(PlacementContext placement, CapacityKind kind)
    {
        var own = OwnPods(placement, kind);
        foreach (var pod in own)
        {
            foreach (var cluster in pod.ClustersByUse(kind)) yield return cluster;
        }
        var ids = own.ConvertAll(p => p.Id);
        if (placement.Settings.PodsFirst)
        {
            foreach (var pod in placement.Zone.PodsByUse(kind))
            {
                if (ids.Contains(pod.Id)) continue;
                foreach (var cluster in pod.ClustersByUse(kind)) yield return cluster;
            }
            yield break;
        }
        foreach (var cluster in placement.Zone.ClustersByUse(kind))
        {
            if (!ids.Contains(cluster.Pod.Id)) yield return cluster;
        }
    }

    /// <summary>Pods with VMs of the owner, most first; among equals the smallest taken share, then the oldest.</summary>
    private static List<IPodView> OwnPods(PlacementContext placement, CapacityKind kind)
    {
        if (placement.Request.OwnerId is not { } owner || placement.Zone.VmsOf(owner) == 0) return [];
        var pods = new List<(IPodView Pod, int Count)>();
        foreach (var pod in placement.Zone.Pods)
        {
            if (pod.VmsOf(owner) is > 0 and var count) pods.Add((pod, count));
        }
        return [.. pods.OrderByDescending(p => p.Count).ThenBy(p => p.Pod.CapacityOf(kind).TakenShare).Select(p => p.Pod)];
    }
}
