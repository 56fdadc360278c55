namespace CloudStack.Placement;

/// <summary>How many more VMs of one kind fit, and where.</summary>
public sealed record FitCount
{
    /// <summary>How many fit in all.</summary>
    public long Count { get; init; }

    /// <summary>The hosts that can take some, with how many each, in the order of the zone; what shares a limit with others is given to the oldest first.</summary>
    public IReadOnlyList<(HostId Host, long Count)> Hosts { get; init; } = [];
}

/// <summary>Counts how many more VMs of one kind would be placed, without placing one after the other.</summary>
public static class FitCounter
{
    /// <summary>Counts, with all rules of placement: thresholds of the clusters, guest limits, tags, room of hosts and pools.</summary>
    /// <param name="request">The VM. Its pinned and last hosts are not looked at.</param>
    /// <param name="view">The cloud.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="parts">What plugins add; null for nothing.</param>
    /// <returns>
    /// The count; null when it cannot be told without trying: the VM has affinity groups, more than one volume, or one that exists.
    /// </returns>
    public static FitCount? Count(PlacementRequest request, ICapacityView view, PlacementSettings settings, PlacerParts? parts = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(settings);
        if (request.Affinity.Count > 0 || request.Volumes.Count > 1 || request.Volumes.Any(volume => volume.ExistingPoolId is not null)) return null;
        if (view.FindZone(request.ZoneId) is not { } zone || (!zone.IsEnabled && !request.IsRootAdmin)
            || (zone.Dedication is { } dedication && !DedicationFilter.Allows(dedication, request))) return new FitCount();
        var placement = new PlacementContext(request, settings, new GuestLimits(settings), zone, 0)
        {
            ExtraHostFilters = parts?.HostFilters ?? [],
            ExtraPoolFilters = parts?.PoolFilters ?? [],
            Pod = request.PodId is { } pod ? view.FindPod(pod) : null,
            Cluster = request.ClusterId is { } cluster ? view.FindCluster(cluster) : null,
        };
        var volume = request.Volumes.Count == 0 ? null : request.Volumes[0];
        var found = new List<(HostId, long)>();
        long sum = 0;
        foreach (var candidate in placement.ClustersByAge())
        {
            if (!ClusterGate.Pass(candidate, placement)) continue;
            var left = ClusterGate.RoomBelowThresholds(candidate, placement);
            if (volume is { IsLocal: false } && candidate.Hosts.Length > 0)
            {
                // All hosts of a cluster share these pools.
                left = Math.Min(left, OnPools(new PoolQuery(placement, volume, candidate.Hosts[0]), candidate.Pools));
            }
            foreach (var host in candidate.Hosts)
            {
                if (left == 0) break;
                if (!HostPipeline.Pass(host, placement, HostPipeline.DefaultFilters) || !HostPipeline.Pass(host, placement, placement.ExtraHostFilters)) continue;
                var count = Math.Min(left, OnHost(host, placement));
                if (volume is { IsLocal: true }) count = Math.Min(count, OnPools(new PoolQuery(placement, volume, host), host.LocalPools));
                if (count == 0) continue;
                found.Add((host.Id, count));
                left -= count;
                sum += count;
            }
        }
        return new FitCount { Count = sum, Hosts = found };
    }

    private static long OnHost(IHostView host, PlacementContext placement)
    {
        var asked = placement.Asked;
        var count = placement.GuestLimitOf(host) is { } limit ? limit - host.Guests : long.MaxValue;
        if (asked.CpuMhz > 0) count = Math.Min(count, host.Cpu.FreeWith(asked.CpuFactor) / asked.CpuMhz);
        if (asked.MemoryBytes > 0) count = Math.Min(count, host.Memory.FreeWith(asked.MemoryFactor) / asked.MemoryBytes);
        return Math.Max(0, count);
    }

    private static long OnPools(PoolQuery query, IReadOnlyList<IPoolView> pools)
    {
        var placement = query.Placement;
        long sum = 0;
        foreach (var pool in pools)
        {
            if (!PoolPipeline.Pass(pool, query, PoolPipeline.DefaultFilters) || !PoolPipeline.Pass(pool, query, placement.ExtraPoolFilters)) continue;
            if (query.Volume.SizeBytes == 0) return long.MaxValue;
            // The first volume may bring its template along; it has passed, so there is room for that.
            var template = placement.BytesAsked(query.Volume, pool) - query.Volume.SizeBytes;
            sum += (long)((PoolRoom.Most(pool, placement.Settings) - pool.AllocatedBytes - template) / query.Volume.SizeBytes);
        }
        return sum;
    }
}
