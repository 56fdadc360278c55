namespace CloudStack.Placement;

/// <summary>Spreads an account's VMs: clusters with the fewest of them first, or, with a weight below 1, a mix of that and the taken share.</summary>
internal sealed class UserDispersingPlanner : IDeploymentPlanner
{
    public string Name => "userdispersing";

    public CandidateOrder Order => CandidateOrder.FewestOfOwner;

    public bool CanHandle(PlacementRequest request) => PlannerRules.CanHandle(request);

    public IEnumerable<IClusterView> OrderClusters(PlacementContext placement)
    {
        var kind = placement.Settings.ClusterOrder;
        if (placement.Cluster is { } cluster) return [cluster];
        if (placement.Pod is { } pod) return Clusters(placement, pod.ClustersByUse(kind));
        if (!placement.Settings.PodsFirst) return Clusters(placement, placement.Zone.ClustersByUse(kind));
        return Dispersed(placement, placement.Zone.PodsByUse(kind), p => p.CapacityOf(kind), (p, owner) => p.VmsOf(owner))
            .SelectMany(p => Clusters(placement, p.ClustersByUse(kind)));
    }

    private static IEnumerable<IClusterView> Clusters(PlacementContext placement, IEnumerable<IClusterView> byUse) =>
        Dispersed(placement, byUse, c => c.CapacityOf(placement.Settings.ClusterOrder), (c, owner) => c.VmsOf(owner));

    private static IEnumerable<T> Dispersed<T>(PlacementContext placement, IEnumerable<T> byUse, Func<T, CapacityFigures> capacity, Func<T, AccountId, int> vms)
    {
        if (placement.Request.OwnerId is not { } owner || placement.Zone.VmsOf(owner) is not (> 0 and var all)) return byUse;
        var weight = placement.Settings.UserDispersionWeight;
        if (weight >= 1.0) return FewestFirst(byUse, owner, vms);
        var factor = placement.Settings.ClusterOrder == CapacityKind.Cpu ? placement.Settings.CpuFactor : placement.Settings.MemoryFactor;
        return byUse.OrderBy(x => capacity(x).TakenShare / factor * (1 - weight) + vms(x, owner) / (double)all * weight);
    }

    /// <summary>Those without any come at once, in the given order; the rest is ordered only as far as it is needed.</summary>
    private static IEnumerable<T> FewestFirst<T>(IEnumerable<T> byUse, AccountId owner, Func<T, AccountId, int> vms)
    {
        var rest = new List<(T Item, (int Count, int Position) Rank)>();
        foreach (var item in byUse)
        {
            var count = vms(item, owner);
            if (count == 0) yield return item;
            else rest.Add((item, (count, rest.Count)));
        }
        var queue = new PriorityQueue<T, (int Count, int Position)>(rest);
        while (queue.TryDequeue(out var next, out _)) yield return next;
    }
}
