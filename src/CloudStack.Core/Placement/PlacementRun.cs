using System.Globalization;

namespace CloudStack.Placement;

/// <summary>One decision: the pinned host, else the last host, else the clusters in the planner's order.</summary>
internal sealed class PlacementRun(
    PlacementContext placement,
    ICapacityView view,
    IEnumerable<IDeploymentPlanner> planners,
    List<IHostAllocator> hostAllocators,
    List<IStoragePoolAllocator> poolAllocators)
{
    private readonly PlacementRequest request = placement.Request;
    private readonly VolumeMatcher volumes = new(placement, view, poolAllocators);
    private int clustersSeen;

    public PlacementResult Run()
    {
        if (Scope() is { } wrong) return Refused(wrong);
        if (request.HostId is { } pinned) return OnPinned(pinned);
        return OnLastHost() ?? OnScan();
    }

    /// <summary>Resolves what the request confines itself to; gives the reason when that cannot be.</summary>
    private string? Scope()
    {
        var zone = placement.Zone;
        if (!zone.IsEnabled && !request.IsRootAdmin) return $"Zone {zone.Name} is disabled.";
        if (zone.Dedication is { } dedication && !DedicationFilter.Allows(dedication, request)) return $"Zone {zone.Name} is dedicated to {dedication.Owner}.";
        if (request.PodId is { } podId)
        {
            if (view.FindPod(podId) is not { } pod || pod.Zone.Id != zone.Id) return $"Pod {podId} is not in zone {zone.Name}.";
            placement.Pod = pod;
        }
        if (request.ClusterId is { } clusterId)
        {
            if (view.FindCluster(clusterId) is not { } cluster || cluster.Pod.Zone.Id != zone.Id)
            {
                return $"Cluster {clusterId} is not in zone {zone.Name}.";
            }
            placement.Cluster = cluster;
        }
        return AffinityScan.Confine(placement, view) ?? volumes.Scope();
    }

    private PlacementResult OnPinned(HostId id)
    {
        if (view.FindHost(id) is not { } host || host.Cluster.Pod.Zone.Id != placement.Zone.Id)
        {
            return Refused($"Host {id} is not in zone {placement.Zone.Name}.");
        }
        placement.Order = CandidateOrder.Listed;
        if (ClusterGate.Pass(host.Cluster, placement))
        {
            var keeps = request.LastHostId == id && request.KeepsReservation;
            if (keeps && TryHost(host, HostPipeline.PinnedFilters, atReservation: true)) return OnlyPlace(host, true);
            if (TryHost(host, HostPipeline.PinnedFilters, atReservation: false)) return OnlyPlace(host, false);
        }
        return Refused($"Host {host.Name}, which was asked for, cannot take the VM.");
    }

    private PlacementResult OnlyPlace(IHostView host, bool atReservation)
    {
        placement.Survey?.Take(host, 0, placement, atReservation);
        return Placed(host, atReservation);
    }

    private PlacementResult? OnLastHost()
    {
        if (request.LastHostId is not { } id || !request.KeepsReservation || placement.NeedsHaHost || view.FindHost(id) is not { } host) return null;
        placement.Order = CandidateOrder.Listed;
        var isUsable = ClusterGate.Pass(host.Cluster, placement) && TryHost(host, HostPipeline.DefaultFilters, atReservation: true);
        if (isUsable && placement.Survey is { } survey && !survey.Take(host, 0, placement, atReservation: true)) return null;
        return isUsable ? Placed(host, true) : null;
    }

    private bool TryHost(IHostView host, IReadOnlyList<IHostFilter> filters, bool atReservation)
    {
        placement.IsAtReservation = atReservation;
        var passes = HostPipeline.Pass(host, placement, filters)
            && HostPipeline.Pass(host, placement, placement.ExtraHostFilters)
            && volumes.Match(host);
        placement.IsAtReservation = false;
        return passes;
    }

    private PlacementResult OnScan()
    {
        var anyPlanner = false;
        foreach (var planner in planners)
        {
            anyPlanner = true;
            if (Scan(planner) is { } host) return Placed(host, false);
            if (!placement.IsOut(planner)) break;
        }
        return anyPlanner
            ? Refused(Summary())
            : Refused($"No planner handles the hypervisor {request.Hypervisor}.");
    }

    private IHostView? Scan(IDeploymentPlanner planner)
    {
        placement.Order = planner.Order;
        if (placement.Trace is { } trace) trace.Planner = planner.Name;
        using var clusters = new Guarded<IClusterView>(placement, planner, planner.Name, AffinityScan.MostClusters(placement),
            () => AffinityScan.Clusters(planner, placement, view));
        while (clusters.Next())
        {
            var cluster = clusters.Current;
            clustersSeen++;
            placement.Trace?.Try(cluster);
            placement.Survey?.Try(cluster);
            if (!ClusterGate.Pass(cluster, placement)) continue;
            // Asked first, because an index remembers the answer and leaves a full cluster out from then on; but the threshold is the better reason.
            var lacks = Lacks(cluster);
            if (!ClusterGate.PassThresholds(cluster, placement)) continue;
            if (lacks is not null)
            {
                RefuseHosts(cluster, lacks);
                continue;
            }
            foreach (var allocator in hostAllocators)
            {
                var host = HostPipeline.IsBuiltIn(allocator) ? FromBuiltIn((HostPipeline)allocator, cluster) : FromGuarded(allocator, cluster);
                if (host is not null) return host;
            }
        }
        return null;
    }

    /// <summary>The rule by which no host of the cluster can be chosen, as far as the cluster knows; spares a look at every host of a full one.</summary>
    private string? Lacks(IClusterView cluster)
    {
        var asked = placement.Asked;
        if (asked.HostTag is { } tag && !cluster.MayCarry(tag)) return "Tag";
        return cluster.MayFit(asked.CpuMhz, asked.MemoryBytes, asked.CpuFactor, asked.MemoryFactor) ? null : "Room";
    }

    /// <summary>
    /// While hosts are still named in the trace, looks at them only to name them, and draws no lots for them, so that an explained decision chooses as one
    /// does that nobody asks about.
    /// </summary>
    private void RefuseHosts(IClusterView cluster, string lacks)
    {
        if (placement.IsExplaining)
        {
            foreach (var host in cluster.Hosts) _ = HostPipeline.Pass(host, placement, HostPipeline.DefaultFilters);
        }
        else if (cluster.Hosts.Length > 0) placement.Trace?.Count(TraceSubject.Host, lacks, cluster.Hosts.Length);
    }

    private IHostView? FromGuarded(IHostAllocator allocator, IClusterView cluster)
    {
        if (placement.IsOut(allocator)) return null;
        using var hosts = new Guarded<IHostView>(placement, allocator, allocator.Name, cluster.Hosts.Length,
            () => allocator.Allocate(new HostQuery(placement, cluster)));
        while (hosts.Next())
        {
            var host = hosts.Current;
            if (host.Cluster.Id != cluster.Id || !HostPipeline.Pass(host, placement, HostPipeline.SafetyFilters)
                || !HostPipeline.Pass(host, placement, placement.ExtraHostFilters))
            {
                continue;
            }
            if (volumes.Match(host))
            {
                if (placement.Survey is not { } survey || survey.Take(host, 0, placement, atReservation: false)) return host;
                continue;
            }
            if (!volumes.DependOnHost) return null;
        }
        return null;
    }

    /// <summary>The same of an allocator that needs no guard.</summary>
    private IHostView? FromBuiltIn(HostPipeline pipeline, IClusterView cluster)
    {
        var hosts = cluster.Hosts;
        var candidates = pipeline.Order(placement, hosts);
        try
        {
            while (candidates.Next(out var number))
            {
                var host = hosts[number];
                if (!pipeline.Passes(host, placement)) continue;
                if (volumes.Match(host))
                {
                    if (placement.Survey is not { } survey || survey.Take(host, pipeline.ScoreOf(host, placement), placement, atReservation: false)) return host;
                    continue;
                }
                if (!volumes.DependOnHost) return null;
            }
            return null;
        }
        finally
        {
            candidates.Return();
        }
    }

    private PlacementResult Placed(IHostView host, bool usesReservation) => new()
    {
        HostId = host.Id,
        ClusterId = host.Cluster.Id,
        PodId = host.Cluster.Pod.Id,
        Volumes = volumes.Result(),
        UsesReservation = usesReservation,
        Trace = placement.Trace,
        Faults = placement.Faults,
    };

    private PlacementResult Refused(string refusal) => new() { Refusal = refusal, Trace = placement.Trace, Faults = placement.Faults };

    private string Summary()
    {
        if (placement.Trace is not { } trace) return "";
        var counts = trace.Counts.Select(c =>
            string.Create(CultureInfo.InvariantCulture, $"{c.Value} {PlacementTrace.Word(c.Key.Subject)}s by {c.Key.Filter}"));
        return string.Create(CultureInfo.InvariantCulture, $"No place in zone {placement.Zone.Name} for {request.Cores} x {request.Mhz} MHz"
            + $" and {request.MemoryBytes >> 20} MiB on {request.Hypervisor}: clusters seen: {clustersSeen}; refused: {(trace.Counts.Count == 0 ? "none" : string.Join(", ", counts))}.");
    }
}
