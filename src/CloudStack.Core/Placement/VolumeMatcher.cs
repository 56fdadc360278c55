namespace CloudStack.Placement;

/// <summary>
/// Finds a pool for each volume on a host: largest volume first, first pool that has room for all that the VM has put there so far.
/// When a later volume finds none, earlier ones are tried elsewhere.
/// </summary>
internal sealed class VolumeMatcher
{
    private const int MostSteps = 5_000;

    private readonly PlacementContext placement;
    private readonly ICapacityView view;
    private readonly List<IStoragePoolAllocator> allocators;
    private readonly VolumeRequest[] volumes;
    private readonly IPoolView?[] existing;
    private int steps;

    public VolumeMatcher(PlacementContext placement, ICapacityView view, List<IStoragePoolAllocator> allocators)
    {
        this.placement = placement;
        this.view = view;
        this.allocators = allocators;
        var asked = placement.Request.Volumes;
        volumes = asked.Count < 2 ? [.. asked] : [.. asked.OrderByDescending(v => v.SizeBytes)];
        existing = volumes.Length == 0 ? [] : new IPoolView?[volumes.Length];
    }

    /// <summary>Whether another host of the same cluster may have pools where this one has none.</summary>
    public bool DependOnHost { get; private set; }

    /// <summary>Finds the pools of volumes that are somewhere already and confines the decision to their cluster; gives the reason when that cannot be.</summary>
    public string? Scope()
    {
        DependOnHost = placement.ExtraPoolFilters.Count > 0;
        for (var i = 0; i < volumes.Length; i++)
        {
            var volume = volumes[i];
            if (volume.ExistingPoolId is not { } id)
            {
                DependOnHost |= AnyDependsOnHost(volume);
                continue;
            }
            if (view.FindPool(id) is not { } pool) return $"Volume {volume.Id} is on storage pool {id}, which does not exist.";
            if (placement.Cluster is { } cluster && cluster.Id != pool.Cluster.Id)
            {
                return $"Volume {volume.Id} is on storage pool {pool.Name} of cluster {pool.Cluster.Name}, the VM is confined to cluster {cluster.Name}.";
            }
            existing[i] = pool;
            placement.Cluster = pool.Cluster;
            DependOnHost |= pool.Host is not null;
        }
        return null;
    }

    public bool Match(IHostView host)
    {
        steps = 0;
        return MatchFrom(0, host);
    }

    /// <summary>The pools that the last successful match found.</summary>
    public IReadOnlyList<VolumePlacement> Result()
    {
        if (volumes.Length == 0) return [];
        var result = new VolumePlacement[volumes.Length];
        var asked = placement.Request.Volumes;
        foreach (var claim in placement.Claims)
        {
            var at = 0;
            while (!ReferenceEquals(asked[at], claim.Volume) || result[at] is not null) at++;
            result[at] = new VolumePlacement(claim.Volume.Id, claim.Pool, claim.Bytes, claim.Template is not null);
        }
        return result;
    }

    private bool MatchFrom(int level, IHostView host)
    {
        if (level == volumes.Length) return true;
        var volume = volumes[level];
        var query = new PoolQuery(placement, volume, host);
        if (existing[level] is { } own) return PoolPipeline.Pass(own, query, PoolPipeline.ExistingFilters) && Take(own, level, query);
        foreach (var allocator in allocators)
        {
            var matches = PoolPipeline.IsBuiltIn(allocator) ? MatchBuiltIn((PoolPipeline)allocator, level, query) : MatchGuarded(allocator, level, query);
            if (matches) return true;
            if (steps > MostSteps) return false;
        }
        return false;
    }

    private bool MatchGuarded(IStoragePoolAllocator allocator, int level, PoolQuery query)
    {
        if (placement.IsOut(allocator) || !CanHandle(allocator, query.Volume)) return false;
        using var pools = new Guarded<IPoolView>(placement, allocator, allocator.Name, query.Host.Cluster.Pools.Length + query.Host.LocalPools.Length,
            () => allocator.Allocate(query));
        while (pools.Next())
        {
            var pool = pools.Current;
            if (!PoolPipeline.Pass(pool, query, PoolPipeline.SafetyFilters) || !PoolPipeline.Pass(pool, query, placement.ExtraPoolFilters)) continue;
            if (Take(pool, level, query)) return true;
            if (steps > MostSteps) return false;
        }
        return false;
    }

    /// <summary>The same of an allocator that needs no guard.</summary>
    private bool MatchBuiltIn(PoolPipeline pipeline, int level, PoolQuery query)
    {
        if (!pipeline.CanHandle(query.Volume)) return false;
        var pools = PoolPipeline.PoolsOf(query);
        var candidates = pipeline.Order(query, pools);
        try
        {
            while (candidates.Next(out var number))
            {
                if (pipeline.Passes(pools[number], query) && Take(pools[number], level, query)) return true;
                if (steps > MostSteps) return false;
            }
            return false;
        }
        finally
        {
            candidates.Return();
        }
    }

    private bool Take(IPoolView pool, int level, PoolQuery query)
    {
        if (++steps > MostSteps)
        {
            if (steps == MostSteps + 1) placement.Trace?.Note($"too many ways to spread the volumes on host {query.Host.Name}; it was left");
            return false;
        }
        placement.Put(query.Volume, pool);
        if (MatchFrom(level + 1, query.Host)) return true;
        placement.TakeBack();
        return false;
    }

    private bool CanHandle(IStoragePoolAllocator allocator, VolumeRequest volume)
    {
        try
        {
            return allocator.CanHandle(volume);
        }
        catch (Exception exception)
        {
            placement.TakeOut(allocator, allocator.Name, exception);
            return false;
        }
    }

    private bool AnyDependsOnHost(VolumeRequest volume)
    {
        foreach (var allocator in allocators)
        {
            if (!CanHandle(allocator, volume)) continue;
            try
            {
                if (allocator.DependsOnHost(volume)) return true;
            }
            catch (Exception exception)
            {
                placement.TakeOut(allocator, allocator.Name, exception);
            }
        }
        return false;
    }
}
