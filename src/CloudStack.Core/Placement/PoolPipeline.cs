using System.Collections.Immutable;
using System.Diagnostics;

namespace CloudStack.Placement;

/// <summary>
/// A storage pool allocator made of filters and scorers. Local volumes are offered the pools of the host, others those of its cluster.
/// Filters and scorers of plugins join in.
/// </summary>
public sealed class PoolPipeline : IStoragePoolAllocator
{
    internal const string LocalName = "Local";
    internal const string FirstFitName = "FirstFit";
    internal const string RandomName = "Random";

    private readonly IPoolFilter[] filters;
    private readonly IPoolScorer[] scorers;
    private readonly PoolScope scope;
    private readonly CandidateOrder? order;

    /// <summary>Makes an allocator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scope">Which volumes it serves.</param>
    /// <param name="filters">The rules; usually <see cref="DefaultFilters"/> and more.</param>
    /// <param name="scorers">The preferences.</param>
    /// <param name="order">The order among equals; null takes the planner's.</param>
    public PoolPipeline(string name, PoolScope scope, IEnumerable<IPoolFilter> filters, IEnumerable<IPoolScorer> scorers, CandidateOrder? order = null)
    {
        Name = name;
        this.scope = scope;
        this.filters = [.. filters];
        this.scorers = [.. scorers];
        this.order = order;
    }

    /// <summary>The rules of 4.1: avoid set, state, tags, type, room.</summary>
    public static IReadOnlyList<IPoolFilter> DefaultFilters { get; } =
        [new PoolAvoidFilter(), new PoolStateFilter(), new PoolTagFilter(), new PoolTypeFilter(), new PoolRoomFilter()];

    /// <summary>The allocator <c>Local</c>: pools on the host's own disks.</summary>
    public static PoolPipeline Local { get; } = new(LocalName, PoolScope.Local, DefaultFilters, []);

    /// <summary>The allocator <c>FirstFit</c>: shared pools in the planner's order.</summary>
    public static PoolPipeline FirstFit { get; } = new(FirstFitName, PoolScope.Shared, DefaultFilters, []);

    /// <summary>The allocator <c>Random</c>: any pools, by chance.</summary>
    public static PoolPipeline Random { get; } = new(RandomName, PoolScope.Any, DefaultFilters, [], CandidateOrder.Random);

    /// <summary>Rules that no allocator may get around.</summary>
    internal static IReadOnlyList<IPoolFilter> SafetyFilters { get; } =
        [new PoolAvoidFilter(), new PoolStateFilter(), new PoolReachFilter(), new PoolRoomFilter()];

    /// <summary>Rules for the pool where a volume already is.</summary>
    internal static IReadOnlyList<IPoolFilter> ExistingFilters { get; } = [new PoolAvoidFilter(), new PoolStateFilter(), new PoolReachFilter()];

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether the allocator is known to ask all safety filters and the filters of plugins itself.</summary>
    internal static bool IsBuiltIn(IStoragePoolAllocator allocator) =>
        ReferenceEquals(allocator, FirstFit) || ReferenceEquals(allocator, Local) || ReferenceEquals(allocator, Random);

    /// <inheritdoc/>
    public bool CanHandle(VolumeRequest volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return scope == PoolScope.Any || (scope == PoolScope.Local) == volume.IsLocal;
    }

    /// <inheritdoc/>
    public bool DependsOnHost(VolumeRequest volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return volume.IsLocal;
    }

    /// <inheritdoc/>
    public IEnumerable<IPoolView> Allocate(PoolQuery query)
    {
        var pools = PoolsOf(query);
        var candidates = Order(query, pools);
        try
        {
            while (candidates.Next(out var number))
            {
                if (Passes(pools[number], query)) yield return pools[number];
            }
        }
        finally
        {
            candidates.Return();
        }
    }

    /// <summary>The pools that a volume may be on, whatever is free on them.</summary>
    internal static ImmutableArray<IPoolView> PoolsOf(PoolQuery query) => query.Volume.IsLocal ? query.Host.LocalPools : query.Host.Cluster.Pools;

    /// <summary>Whether a pool passes the rules of this allocator and those of plugins.</summary>
    internal bool Passes(IPoolView pool, PoolQuery query) => Pass(pool, query, filters) && Pass(pool, query, query.Placement.ExtraPoolFilters);

    /// <summary>The pools, best first.</summary>
    internal Candidates Order(PoolQuery query, ImmutableArray<IPoolView> pools)
    {
        var placement = query.Placement;
        var by = order ?? placement.Order;
        if (by == CandidateOrder.FewestOfOwner && placement.Request.OwnerId is null) by = CandidateOrder.Random;
        if (pools.Length < 2 || (by == CandidateOrder.Listed && scorers.Length + placement.ExtraPoolScorers.Count == 0)) return Candidates.Listed(pools.Length);
        var ranks = Candidates.Rent(pools.Length);
        for (var i = 0; i < pools.Length; i++)
        {
            var score = 0.0;
            foreach (var scorer in scorers) score += Score(scorer, pools[i], query);
            foreach (var scorer in placement.ExtraPoolScorers) score += Score(scorer, pools[i], query);
            ranks[i] = new Rank(score, Burden(by, pools[i], placement), by == CandidateOrder.Random ? placement.Draw() : 0, i);
        }
        return Candidates.ByRank(ranks, pools.Length);
    }

    /// <summary>Whether a pool passes filters; a refusal is traced, and a filter that throws or takes too long is taken out of the decision.</summary>
    internal static bool Pass(IPoolView pool, PoolQuery query, IReadOnlyList<IPoolFilter> filters)
    {
        var placement = query.Placement;
        var isTimed = ReferenceEquals(filters, placement.ExtraPoolFilters);
        for (var i = 0; i < filters.Count; i++)
        {
            var filter = filters[i];
            if (placement.IsOut(filter)) continue;
            try
            {
                var started = isTimed ? Stopwatch.GetTimestamp() : 0;
                var verdict = filter.Check(pool, query);
                if (isTimed) placement.Spend(filter, filter.Name, started);
                if (verdict.IsYes) continue;
                placement.Trace?.Refuse(TraceSubject.Pool, pool.Name, $"volume {query.Volume.Id}, host {query.Host.Name}", filter.Name, verdict);
                return false;
            }
            catch (Exception exception)
            {
                placement.TakeOut(filter, filter.Name, exception);
            }
        }
        return true;
    }

    /// <summary>What the policy likes less of; a pool has but one figure to balance or to weigh.</summary>
    private static double Burden(CandidateOrder by, IPoolView pool, PlacementContext placement) => by switch
    {
        CandidateOrder.FewestOfOwner => pool.VolumesOf(placement.Request.OwnerId!.Value),
        CandidateOrder.LeastAllocated or CandidateOrder.Balanced or CandidateOrder.Weighted => pool.AllocatedBytes / Math.Max(1.0, pool.CapacityBytes),
        CandidateOrder.MostAllocated => -pool.AllocatedBytes / Math.Max(1.0, pool.CapacityBytes),
        _ => 0,
    };

    private static double Score(IPoolScorer scorer, IPoolView pool, PoolQuery query)
    {
        if (query.Placement.IsOut(scorer)) return 0;
        try
        {
            return scorer.Matters(query.Placement) ? scorer.Score(pool, query) : 0;
        }
        catch (Exception exception)
        {
            query.Placement.TakeOut(scorer, scorer.Name, exception);
            return 0;
        }
    }
}

/// <summary>Which volumes a <see cref="PoolPipeline"/> serves.</summary>
public enum PoolScope
{
    /// <summary>All.</summary>
    Any,
    /// <summary>Volumes that need a host's own disks.</summary>
    Local,
    /// <summary>Volumes that need a shared pool.</summary>
    Shared,
}
