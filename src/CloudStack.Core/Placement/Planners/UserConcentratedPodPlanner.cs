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
        var seen = new HashSet<PodId>();
        while (own.TryDequeue(out var pod, out _))
        {
            seen.Add(pod.Id);
            foreach (var cluster in pod.ClustersByUse(kind)) yield return cluster;
        }
        var others = placement.Settings.PodsFirst
            ? placement.Zone.PodsByUse(kind).Where(p => !seen.Contains(p.Id)).SelectMany(p => p.ClustersByUse(kind))
            : placement.Zone.ClustersByUse(kind).Where(c => !seen.Contains(c.Pod.Id));
        foreach (var cluster in others) yield return cluster;
    }

    /// <summary>Pods with VMs of the owner, most first; among equals the smallest taken share, then the oldest. A heap: mostly the first is enough.</summary>
    private static PriorityQueue<IPodView, (int MinusCount, double Share, int Position)> OwnPods(PlacementContext placement, CapacityKind kind)
    {
        if (placement.Request.OwnerId is not { } owner || placement.Zone.VmsOf(owner) == 0) return new();
        var pods = new List<(IPodView, (int, double, int))>();
        foreach (var pod in placement.Zone.Pods)
        {
            if (pod.VmsOf(owner) is > 0 and var count) pods.Add((pod, (-count, pod.CapacityOf(kind).TakenShare, pods.Count)));
        }
        return new(pods);
    }
}
