namespace CloudStack.Placement;

/// <summary>How the VM's affinity groups change which clusters are looked at, and in which order.</summary>
internal static class AffinityScan
{
    /// <summary>
    /// Members that must be together leave one host: the decision is confined to its cluster, so that nothing else is looked at. Gives the reason when
    /// that host is not among those that the request allows.
    /// </summary>
    public static string? Confine(PlacementContext placement, ICapacityView view)
    {
        if (!placement.HasAffinity) return null;
        foreach (var rule in placement.Request.Affinity)
        {
            if (rule.Type == AffinityType.ZoneSpread) NoteZone(rule, placement, view);
            if (rule.Type != AffinityType.HostAffinity || rule.Members.Count == 0 || placement.Request.HostId is not null) continue;
            var (vm, id, name) = rule.Members[0];
            if (view.FindHost(id) is not { } host || host.Cluster.Pod.Zone.Id != placement.Zone.Id)
            {
                return $"The affinity group {rule.Name} keeps the VM on host {name}, where vm {vm} runs; that host is not in zone {placement.Zone.Name}.";
            }
            if (placement.Cluster is { } only && only.Id != host.Cluster.Id)
            {
                return $"The affinity group {rule.Name} keeps the VM on host {name}, where vm {vm} runs; that host is not in cluster {only.Name}.";
            }
            placement.Trace?.Note($"affinity group {rule.Name}: only host {name} is looked at, where vm {vm} runs");
            placement.Cluster = host.Cluster;
        }
        return null;
    }

    /// <summary>
    /// The planner's clusters. With preferences they come twice: first for hosts that keep all preferences, then for any. With pods to spread over, those
    /// with the fewest members come first.
    /// </summary>
    public static IEnumerable<IClusterView> Clusters(IDeploymentPlanner planner, PlacementContext placement, ICapacityView view)
    {
        placement.KeepsPreferences = false;
        if (!placement.HasAffinity) return planner.OrderClusters(placement);
        var pods = MembersByPod(placement.Request, view);
        return AffinityScorer.HasPreferences(placement.Request)
            ? InTwoRounds(planner, placement, view, pods)
            : Spread(planner.OrderClusters(placement), pods);
    }

    /// <summary>The most clusters that <see cref="Clusters"/> gives of a planner that gives each once.</summary>
    public static int MostClusters(PlacementContext placement) => placement.HasAffinity ? 2 * placement.Zone.Clusters.Length : placement.Zone.Clusters.Length;

    private static IEnumerable<IClusterView> InTwoRounds(
        IDeploymentPlanner planner, PlacementContext placement, ICapacityView view, Dictionary<PodId, int> pods)
    {
        placement.KeepsPreferences = true;
        foreach (var cluster in Spread(Together(placement, view) ?? planner.OrderClusters(placement), pods)) yield return cluster;
        placement.KeepsPreferences = false;
        placement.Trace?.Note("no host keeps all preferences of the affinity groups; any other is taken");
        foreach (var cluster in Spread(planner.OrderClusters(placement), pods)) yield return cluster;
    }

    /// <summary>Where members are preferred to be together, the cluster of the first; null without such members.</summary>
    private static IClusterView[]? Together(PlacementContext placement, ICapacityView view)
    {
        foreach (var rule in placement.Request.Affinity)
        {
            if (rule.Type != AffinityType.NonStrictHostAffinity || rule.Members.Count == 0) continue;
            return view.FindHost(rule.Members[0].HostId) is { } host ? [host.Cluster] : [];
        }
        return null;
    }

    private static Dictionary<PodId, int> MembersByPod(PlacementRequest request, ICapacityView view)
    {
        Dictionary<PodId, int> pods = [];
        foreach (var rule in request.Affinity)
        {
            if (rule.Type != AffinityType.PodSpread) continue;
            foreach (var member in rule.Members)
            {
                if (view.FindHost(member.HostId)?.Cluster.Pod.Id is { } pod) pods[pod] = pods.GetValueOrDefault(pod) + 1;
            }
        }
        return pods;
    }

    /// <summary>Clusters of pods without members come at once, in the given order; the rest by the number of members.</summary>
    private static IEnumerable<IClusterView> Spread(IEnumerable<IClusterView> clusters, Dictionary<PodId, int> pods) =>
        pods.Count == 0 ? clusters : FewestFirst(clusters, pods);

    private static IEnumerable<IClusterView> FewestFirst(IEnumerable<IClusterView> clusters, Dictionary<PodId, int> pods)
    {
        List<(IClusterView Cluster, int Members)> rest = [];
        foreach (var cluster in clusters)
        {
            var members = pods.GetValueOrDefault(cluster.Pod.Id);
            if (members == 0) yield return cluster;
            else rest.Add((cluster, members));
        }
        foreach (var (cluster, _) in rest.OrderBy(item => item.Members)) yield return cluster;
    }

    private static void NoteZone(AffinityRule rule, PlacementContext placement, ICapacityView view)
    {
        if (placement.Trace is not { } trace) return;
        var here = rule.Members.Count(member => view.FindHost(member.HostId)?.Cluster.Pod.Zone.Id == placement.Zone.Id);
        trace.Note(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"zone spread group {rule.Name}: {here} of {rule.Members.Count} other members run in zone {placement.Zone.Name}"));
    }
}
