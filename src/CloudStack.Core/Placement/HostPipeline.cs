using System.Collections.Immutable;
using System.Diagnostics;

namespace CloudStack.Placement;

/// <summary>
/// A host allocator made of filters and scorers: hosts are ordered by the sum of their scores, then by the planner's order, and those that
/// pass all filters are given. Filters and scorers of plugins join in.
/// </summary>
public sealed class HostPipeline : IHostAllocator
{
    internal const string FirstFitName = "FirstFit";
    internal const string RandomName = "Random";
    internal const int MostScorers = 64;

    private readonly IHostFilter[] filters;
    private readonly IHostScorer[] scorers;
    private readonly CandidateOrder? order;
    private readonly bool asksForRoom;

    /// <summary>Makes an allocator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="filters">The rules; usually <see cref="DefaultFilters"/> and more.</param>
    /// <param name="scorers">The preferences; usually <see cref="DefaultScorers"/> and more, at most 64.</param>
    /// <param name="order">The order among equals; null takes the planner's.</param>
    public HostPipeline(string name, IEnumerable<IHostFilter> filters, IEnumerable<IHostScorer> scorers, CandidateOrder? order = null)
    {
        Name = name;
        this.filters = [.. filters];
        this.scorers = [.. scorers];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(this.scorers.Length, MostScorers, nameof(scorers));
        this.order = order;
        asksForRoom = this.filters.Any(filter => filter is HostRoomFilter);
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

    /// <summary>Rules that do not hang on what is free on a host.</summary>
    internal static IReadOnlyList<IHostFilter> StaticFilters { get; } =
        [new HostAvoidFilter(), new HostStateFilter(), new HostTagFilter(), new HostHvmFilter(), new HostShapeFilter(), new DedicationFilter(), new AffinityFilter()];

    /// <summary>Rules for a host that an administrator named: all but tags.</summary>
    internal static IReadOnlyList<IHostFilter> PinnedFilters { get; } =
    [
        new HostAvoidFilter(), new HostStateFilter(), new HostHvmFilter(), new HostShapeFilter(), new HostGuestFilter(), new DedicationFilter(), new AffinityFilter(),
        new HostRoomFilter(),
    ];

    /// <summary>The rules of this allocator, without those of plugins.</summary>
    internal IReadOnlyList<IHostFilter> Filters => filters;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether the allocator is known to ask all safety filters and the filters of plugins itself.</summary>
    internal static bool IsBuiltIn(IHostAllocator allocator) => ReferenceEquals(allocator, FirstFit) || ReferenceEquals(allocator, Random);

    /// <inheritdoc/>
    public IEnumerable<IHostView> Allocate(HostQuery query)
    {
        var hosts = query.Cluster.Hosts;
        var candidates = Order(query.Placement, hosts);
        try
        {
            while (candidates.Next(out var number))
            {
                if (Passes(hosts[number], query.Placement)) yield return hosts[number];
            }
        }
        finally
        {
            candidates.Return();
        }
    }

    /// <summary>Whether a host passes the rules of this allocator and those of plugins.</summary>
    internal bool Passes(IHostView host, PlacementContext placement) =>
        Pass(host, placement, filters) && Pass(host, placement, placement.ExtraHostFilters);

    /// <summary>The hosts, best first.</summary>
    internal Candidates Order(PlacementContext placement, ImmutableArray<IHostView> hosts)
    {
        var by = order ?? placement.Order;
        if (by == CandidateOrder.FewestOfOwner && placement.Request.OwnerId is null) by = CandidateOrder.Random;
        var extra = placement.ExtraHostScorers;
        var (ownMatter, extraMatter) = (Mattering(scorers, placement), extra.Count == 0 ? 0 : Mattering(extra, placement));
        if (by == CandidateOrder.Listed && (ownMatter | extraMatter) == 0) return Candidates.Listed(hosts.Length);
        // Full hosts would be refused anyway: they need not be ordered, and draw no lots, whether or not somebody asks for reasons.
        var leavesFull = asksForRoom;
        var ranks = Candidates.Rent(hosts.Length);
        var count = 0;
        for (var i = 0; i < hosts.Length; i++)
        {
            var host = hosts[i];
            if (leavesFull && !HostRoomFilter.HasRoom(host, placement))
            {
                if (placement.Trace is not null) _ = Passes(host, placement);
                continue;
            }
            var score = 0.0;
            if (ownMatter != 0) score += Score(scorers, ownMatter, host, placement);
            if (extraMatter != 0) score += Score(extra, extraMatter, host, placement);
            ranks[count] = new Rank(score, Burden(by, host, placement), by == CandidateOrder.Random ? placement.Draw() : 0, i);
            count++;
        }
        return Candidates.ByRank(ranks, count);
    }

    /// <summary>The sum of the preferences for one host.</summary>
    internal double ScoreOf(IHostView host, PlacementContext placement) =>
        Score(scorers, Mattering(scorers, placement), host, placement) + Score(placement.ExtraHostScorers, Mattering(placement.ExtraHostScorers, placement), host, placement);

    /// <summary>Whether a host passes filters; a refusal is traced, and a filter that throws or takes too long is taken out of the decision.</summary>
    internal static bool Pass(IHostView host, PlacementContext placement, IReadOnlyList<IHostFilter> filters)
    {
        // Only plugins have to be watched.
        var isTimed = ReferenceEquals(filters, placement.ExtraHostFilters);
        for (var i = 0; i < filters.Count; i++)
        {
            var started = isTimed ? Stopwatch.GetTimestamp() : 0;
            var passes = Pass(host, placement, filters[i]);
            if (isTimed) placement.Spend(filters[i], filters[i].Name, started);
            if (!passes) return false;
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

    /// <summary>What the policy likes less of.</summary>
    private static double Burden(CandidateOrder by, IHostView host, PlacementContext placement) => by switch
    {
        CandidateOrder.FewestOfOwner => host.VmsOf(placement.Request.OwnerId!.Value),
        CandidateOrder.LeastAllocated => OrderingShare(host, placement),
        CandidateOrder.MostAllocated => -OrderingShare(host, placement),
        CandidateOrder.Balanced => Imbalance(host, placement),
        CandidateOrder.Weighted => -Worth(host, placement),
        _ => 0,
    };

    private static double OrderingShare(IHostView host, PlacementContext placement) =>
        (placement.Settings.ClusterOrder == CapacityKind.Cpu ? host.Cpu : host.Memory).TakenShare;

    /// <summary>By how much the shares of CPU and memory would differ with the VM on the host.</summary>
    private static double Imbalance(IHostView host, PlacementContext placement)
    {
        var (cpu, memory, request) = (host.Cpu, host.Memory, placement.Request);
        return Math.Abs((cpu.Taken + request.CpuMhz) / Math.Max(1.0, cpu.Total) - (memory.Taken + request.MemoryBytes) / Math.Max(1.0, memory.Total));
    }

    private static double Worth(IHostView host, PlacementContext placement)
    {
        var weights = placement.Settings.Weights;
        var worth = weights.FreeCpu * (1 - host.Cpu.TakenShare) + weights.FreeMemory * (1 - host.Memory.TakenShare);
        if (weights.Balance != 0) worth += weights.Balance * (1 - Imbalance(host, placement));
        if (weights.OwnersVms != 0 && placement.Request.OwnerId is { } owner) worth += weights.OwnersVms * host.VmsOf(owner);
        return worth;
    }

    /// <summary>Which scorers have a say, one bit each.</summary>
    private static ulong Mattering(IReadOnlyList<IHostScorer> scorers, PlacementContext placement)
    {
        ulong mattering = 0;
        for (var i = 0; i < scorers.Count; i++)
        {
            if (Matters(scorers[i], placement)) mattering |= 1UL << i;
        }
        return mattering;
    }

    private static double Score(IReadOnlyList<IHostScorer> scorers, ulong mattering, IHostView host, PlacementContext placement)
    {
        var sum = 0.0;
        for (var i = 0; i < scorers.Count; i++)
        {
            if ((mattering & (1UL << i)) != 0) sum += Score(scorers[i], host, placement);
        }
        return sum;
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
            return scorer.Score(host, placement);
        }
        catch (Exception exception)
        {
            placement.TakeOut(scorer, scorer.Name, exception);
            return 0;
        }
    }
}
