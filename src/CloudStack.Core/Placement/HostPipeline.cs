using System.Buffers;
using System.Collections.Immutable;

namespace CloudStack.Placement;

/// <summary>
/// A host allocator made of filters and scorers: hosts are ordered by the sum of their scores, then by the planner's order, and those that
/// pass all filters are given. Filters and scorers of plugins join in.
/// </summary>
public sealed class HostPipeline : IHostAllocator
{
    internal const string FirstFitName = "FirstFit";
    internal const string RandomName = "Random";

    private readonly ImmutableArray<IHostFilter> filters;
    private readonly ImmutableArray<IHostScorer> scorers;
    private readonly CandidateOrder? order;

    /// <summary>Makes an allocator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="filters">The rules; usually <see cref="DefaultFilters"/> and more.</param>
    /// <param name="scorers">The preferences; usually <see cref="DefaultScorers"/> and more.</param>
    /// <param name="order">The order among equals; null takes the planner's.</param>
    public HostPipeline(string name, IEnumerable<IHostFilter> filters, IEnumerable<IHostScorer> scorers, CandidateOrder? order = null)
    {
        Name = name;
        this.filters = [.. filters];
        this.scorers = [.. scorers];
        this.order = order;
    }

    /// <summary>The rules of 4.1: avoid set, state, tags, full virtualisation, cores and speed, guest limit, dedication, affinity groups, room.</summary>
    public static IReadOnlyList<IHostFilter> DefaultFilters { get; } =
    [
        new HostAvoidFilter(), new HostStateFilter(), new HostTagFilter(), new HostHvmFilter(), new HostShapeFilter(), new HostGuestFilter(),
        new DedicationFilter(), new AffinityFilter(), new HostRoomFilter(),
    ];

    /// <summary>The preferences of 4.1: guest OS, and hosts without full virtualisation for templates that do not need it; and those of affinity groups.</summary>
    public static IReadOnlyList<IHostScorer> DefaultScorers { get; } = [new GuestOsScorer(), new AffinityScorer()];

    /// <summary>The allocator <c>FirstFit</c>: the defaults in the planner's order.</summary>
    public static HostPipeline FirstFit { get; } = new(FirstFitName, DefaultFilters, DefaultScorers);

    /// <summary>The allocator <c>Random</c>: the default filters, by chance.</summary>
    public static HostPipeline Random { get; } = new(RandomName, DefaultFilters, [], CandidateOrder.Random);

    /// <summary>Rules that no allocator may get around.</summary>
    internal static IReadOnlyList<IHostFilter> SafetyFilters { get; } =
        [new HostAvoidFilter(), new HostStateFilter(), new DedicationFilter(), new AffinityFilter(), new HostRoomFilter()];

    /// <summary>Rules for a host that an administrator named: all but tags.</summary>
    internal static IReadOnlyList<IHostFilter> PinnedFilters { get; } =
    [
        new HostAvoidFilter(), new HostStateFilter(), new HostHvmFilter(), new HostShapeFilter(), new HostGuestFilter(), new DedicationFilter(), new AffinityFilter(),
        new HostRoomFilter(),
    ];

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether the allocator is known to ask all safety filters and the filters of plugins itself.</summary>
    internal static bool IsBuiltIn(IHostAllocator allocator) => ReferenceEquals(allocator, FirstFit) || ReferenceEquals(allocator, Random);

    /// <inheritdoc/>
    public IEnumerable<IHostView> Allocate(HostQuery query)
    {
        var (placement, cluster) = query;
        foreach (var host in InOrder(placement, cluster.Hosts))
        {
            if (Pass(host, placement, filters) && Pass(host, placement, placement.ExtraHostFilters)) yield return host;
        }
    }

    /// <summary>Whether a host passes filters; a refusal is traced, and a filter that throws is taken out of the decision.</summary>
    internal static bool Pass(IHostView host, PlacementContext placement, IReadOnlyList<IHostFilter> filters)
    {
        for (var i = 0; i < filters.Count; i++)
        {
            if (!Pass(host, placement, filters[i])) return false;
        }
        return true;
    }

    private static bool Pass(IHostView host, PlacementContext placement, ImmutableArray<IHostFilter> filters)
    {
        foreach (var filter in filters)
        {
            if (!Pass(host, placement, filter)) return false;
        }
        return true;
    }

    private static bool Pass(IHostView host, PlacementContext placement, IHostFilter filter)
    {
        if (placement.IsOut(filter)) return true;
        try
        {
            var verdict = filter.Check(host, placement);
            if (verdict.IsYes) return true;
            placement.Trace?.Refuse(TraceSubject.Host, host.Name, host.Cluster.Name, filter.Name, verdict);
            return false;
        }
        catch (Exception exception)
        {
            placement.TakeOut(filter, filter.Name, exception);
            return true;
        }
    }

    private IEnumerable<IHostView> InOrder(PlacementContext placement, ImmutableArray<IHostView> hosts)
    {
        var by = order ?? placement.Order;
        if (by == CandidateOrder.FewestOfOwner && placement.Request.OwnerId is null) by = CandidateOrder.Random;
        if (by == CandidateOrder.FewestOfOwner || ScoresMatter(placement)) return Ranked(placement, hosts, by);
        return by == CandidateOrder.Random ? Candidates.Shuffled(hosts, placement) : hosts;
    }

    private bool ScoresMatter(PlacementContext placement)
    {
        foreach (var scorer in scorers)
        {
            if (Matters(scorer, placement)) return true;
        }
        foreach (var scorer in placement.ExtraHostScorers)
        {
            if (Matters(scorer, placement)) return true;
        }
        return false;
    }

    private IEnumerable<IHostView> Ranked(PlacementContext placement, ImmutableArray<IHostView> hosts, CandidateOrder by)
    {
        var ranks = ArrayPool<Rank<IHostView>>.Shared.Rent(hosts.Length);
        var count = 0;
        foreach (var host in by == CandidateOrder.Random ? Candidates.Shuffled(hosts, placement) : hosts)
        {
            var score = 0.0;
            foreach (var scorer in scorers) score += Score(scorer, host, placement);
            foreach (var scorer in placement.ExtraHostScorers) score += Score(scorer, host, placement);
            var ofOwner = by == CandidateOrder.FewestOfOwner ? host.VmsOf(placement.Request.OwnerId!.Value) : 0;
            ranks[count] = new Rank<IHostView>(score, ofOwner, count, host);
            count++;
        }
        return Candidates.Ranked(ranks, count);
    }

    private static bool Matters(IHostScorer scorer, PlacementContext placement)
    {
        if (placement.IsOut(scorer)) return false;
        try
        {
            return scorer.Matters(placement);
        }
        catch (Exception exception)
        {
            placement.TakeOut(scorer, scorer.Name, exception);
            return false;
        }
    }

    private static double Score(IHostScorer scorer, IHostView host, PlacementContext placement)
    {
        if (placement.IsOut(scorer)) return 0;
        try
        {
            return scorer.Matters(placement) ? scorer.Score(host, placement) : 0;
        }
        catch (Exception exception)
        {
            placement.TakeOut(scorer, scorer.Name, exception);
            return 0;
        }
    }
}
