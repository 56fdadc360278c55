namespace CloudStack.Placement;

/// <summary>What every rule of placement says about one host, not only the first that refuses it.</summary>
public sealed record HostExplanation
{
    /// <summary>The host.</summary>
    public required HostId HostId { get; init; }

    /// <summary>Its name.</summary>
    public required string HostName { get; init; }

    /// <summary>The rules about its cluster, then those about the host, then those about the pools of the VM's volumes.</summary>
    public required IReadOnlyList<HostCheck> Checks { get; init; }

    /// <summary>Whether the VM could be there.</summary>
    public bool IsAdmitted => Checks.All(check => check.Passes);
}

/// <summary>What one rule says.</summary>
/// <param name="Subject">What the rule is about.</param>
/// <param name="Filter">The rule.</param>
/// <param name="Passes">Whether it lets the VM in.</param>
/// <param name="Reason">Why not, with figures; where the rule has figures, also when it passes.</param>
/// <param name="Change">The smallest change that would make it pass; null when it passes, or when no change is known.</param>
public sealed record HostCheck(TraceSubject Subject, string Filter, bool Passes, string? Reason, string? Change);

/// <summary>Asks all rules about one host.</summary>
internal sealed class HostExplainer(PlacementContext placement, IReadOnlyList<IHostAllocator> hostAllocators, VolumeMatcher volumes)
{
    private const int MostReasons = 5;
    private readonly PlacementRequest request = placement.Request;

    /// <param name="host">The host.</param>
    /// <param name="conflict">Why no host at all can have the VM's volumes, or null.</param>
    public HostExplanation Explain(IHostView host, string? conflict)
    {
        var isPinned = request.HostId == host.Id;
        placement.IsAtReservation = IsReservedHere(host);
        List<HostCheck> checks = [];
        if (!placement.Zone.IsEnabled && !request.IsRootAdmin)
        {
            checks.Add(new(TraceSubject.Cluster, "State", false, $"zone {placement.Zone.Name} is disabled", "enable the zone"));
        }
        if (request.HostId is not null && !isPinned)
        {
            checks.Add(new(TraceSubject.Host, "Scope", false, "the request names another host", "leave the host out of the request"));
        }
        checks.AddRange(ClusterGate.Explain(host.Cluster, placement, withThresholds: !isPinned && !placement.IsAtReservation));
        foreach (var filter in isPinned ? HostPipeline.PinnedFilters : Filters()) checks.Add(Ask(filter, host));
        foreach (var filter in placement.ExtraHostFilters) checks.Add(Ask(filter, host));
        if (conflict is not null) checks.Add(new(TraceSubject.Pool, "Scope", false, conflict, "the VM's volumes on storage of one cluster"));
        else if (request.Volumes.Count > 0) checks.Add(Storage(host));
        return new HostExplanation { HostId = host.Id, HostName = host.Name, Checks = checks };
    }

    /// <summary>Whether the host keeps what the VM needs, for this VM.</summary>
    private bool IsReservedHere(IHostView host)
    {
        var mayReturn = request.LastHostId == host.Id && request.KeepsReservation && !placement.NeedsHaHost && (request.HostId is null || request.HostId == host.Id);
        return mayReturn && host.Cpu.Reserved >= request.CpuMhz && host.Memory.Reserved >= request.MemoryBytes;
    }

    /// <summary>The rules of the allocators that tell them; each once.</summary>
    private IReadOnlyList<IHostFilter> Filters()
    {
        var filters = hostAllocators.OfType<HostPipeline>().SelectMany(pipeline => pipeline.Filters).DistinctBy(filter => filter.Name).ToList();
        return filters.Count > 0 ? filters : HostPipeline.SafetyFilters;
    }

    private HostCheck Ask(IHostFilter filter, IHostView host)
    {
        try
        {
            var verdict = filter.Check(host, placement);
            var reason = filter is HostRoomFilter && !placement.IsAtReservation ? HostRoomFilter.Figures(host, placement) : verdict.Reason;
            return new(TraceSubject.Host, filter.Name, verdict.IsYes, reason, verdict.IsYes ? null : filter.ChangeFor(host, placement));
        }
        catch (Exception exception)
        {
            placement.TakeOut(filter, filter.Name, exception);
            return new(TraceSubject.Host, filter.Name, true, $"threw {exception.GetType().Name} ({exception.Message}) and is left out", null);
        }
    }

    /// <summary>Whether there are pools for all volumes; else what each pool is refused for, and the pool that lacks least.</summary>
    private HostCheck Storage(IHostView host)
    {
        var outer = placement.Trace;
        var trace = placement.Trace = new PlacementTrace(MostReasons);
        var matches = volumes.Match(host);
        placement.Trace = outer;
        if (matches)
        {
            while (placement.Claims.Count > 0) placement.TakeBack();
            return new(TraceSubject.Pool, "Storage", true, null, null);
        }
        var reasons = trace.Entries.Select(entry => $"pool {entry.Name}: {entry.Filter}: {entry.Reason}").Distinct().ToList();
        return new(TraceSubject.Pool, "Storage", false, reasons.Count == 0 ? "there is no storage pool for the VM's volumes" : string.Join("; ", reasons), StorageChange(host));
    }

    private string? StorageChange(IHostView host)
    {
        string? all = null;
        foreach (var volume in request.Volumes)
        {
            if (volume.ExistingPoolId is not null) continue;
            var query = new PoolQuery(placement, volume, host);
            var best = PoolPipeline.PoolsOf(query).Select(pool => ChangesOf(pool, query)).MinBy(changes => changes.Count);
            if (best is null) all = Changes.Join(all, volume.IsLocal ? "a pool on the host's own disks" : "a storage pool in the cluster");
            foreach (var change in best ?? []) all = Changes.Join(all, change);
        }
        return all;
    }

    private static List<string> ChangesOf(IPoolView pool, PoolQuery query)
    {
        List<string> changes = [];
        foreach (var filter in PoolPipeline.DefaultFilters.Concat(query.Placement.ExtraPoolFilters))
        {
            try
            {
                if (filter.Check(pool, query).IsNo) changes.Add(filter.ChangeFor(pool, query) ?? $"another pool than {pool.Name}, which {filter.Name} refuses");
            }
            catch (Exception exception)
            {
                query.Placement.TakeOut(filter, filter.Name, exception);
            }
        }
        return changes;
    }
}
