namespace CloudStack.Placement;

/// <summary>
/// Decides where a VM goes: planner, then host allocators, then storage pool allocators. Pure: it reads the view and changes nothing.
/// Made anew when settings or plugins change. Safe for concurrent use.
/// </summary>
public sealed class Placer
{
    private static readonly IDeploymentPlanner[] BuiltInPlanners =
    [
        new FirstFitPlanner("random", CandidateOrder.Random),
        new FirstFitPlanner("firstfit", CandidateOrder.Listed),
        new UserDispersingPlanner(),
        new UserConcentratedPodPlanner("userconcentratedpod_random", CandidateOrder.Random),
        new UserConcentratedPodPlanner("userconcentratedpod_firstfit", CandidateOrder.Listed),
        new SpreadingPlanner("leastallocated"),
        new PackingPlanner("mostallocated"),
        new FirstFitPlanner("balanced", CandidateOrder.Balanced),
        new WeightedPlanner("weighted"),
    ];

    private const int MostRefused = 20;

    private readonly PlacerParts parts;
    private readonly GuestLimits guestLimits;
    private readonly IDeploymentPlanner[] planners;
    private readonly List<IHostAllocator> hostAllocators;
    private readonly List<IStoragePoolAllocator> poolAllocators;
    private long lastSeed;

    /// <summary>Makes a placer.</summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="parts">What plugins add; null for nothing.</param>
    /// <param name="seed">Start of the random choices of requests that bring no seed.</param>
    /// <exception cref="CloudStackException">The settings name a host or pool allocator that does not exist.</exception>
    public Placer(PlacementSettings settings, PlacerParts? parts = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        this.parts = parts ?? new PlacerParts();
        guestLimits = new GuestLimits(settings);
        planners = [.. this.parts.Planners, .. BuiltInPlanners];
        hostAllocators = Named("host allocator", settings.HostAllocators,
            [.. this.parts.HostAllocators, HostPipeline.FirstFit, HostPipeline.Random], a => a.Name);
        poolAllocators = Named("storage pool allocator", settings.PoolAllocators,
            [.. this.parts.PoolAllocators, PoolPipeline.Local, PoolPipeline.FirstFit, PoolPipeline.Random], a => a.Name);
        lastSeed = seed;
    }

    /// <summary>The settings in force.</summary>
    public PlacementSettings Settings { get; }

    /// <summary>Names that <c>vm.allocation.algorithm</c> may have.</summary>
    public IReadOnlyList<string> Algorithms => [.. planners.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Looks for a place. A refusal is a value and explains itself.</summary>
    /// <param name="request">The VM.</param>
    /// <param name="view">The cloud.</param>
    public PlacementResult Place(PlacementRequest request, ICapacityView view)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        var seed = SeedOf(request);
        var result = Decide(request, view, seed, explain: false);
        return result.IsPlaced ? result : Decide(request, view, seed, explain: true);
    }

    /// <summary>As <see cref="Place"/>, but a refusal does not say why. For those who want to know only where, or who ask afterwards.</summary>
    /// <param name="request">The VM.</param>
    /// <param name="view">The cloud.</param>
    public PlacementResult Choose(PlacementRequest request, ICapacityView view)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        return Decide(request, view, SeedOf(request), explain: false);
    }

    /// <summary>As <see cref="Place"/>, and says what was refused on the way. For dry runs; slower.</summary>
    /// <param name="request">The VM.</param>
    /// <param name="view">The cloud.</param>
    public PlacementResult Explain(PlacementRequest request, ICapacityView view)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        return Decide(request, view, SeedOf(request), explain: true);
    }

    /// <summary>What every rule says about one host, also those after the first that refuses it. For questions; slower.</summary>
    /// <param name="request">The VM.</param>
    /// <param name="view">The cloud.</param>
    /// <param name="hostId">The host.</param>
    /// <param name="reservedUntil">When the last reservation of a stopped VM on the host ends, for the texts; null where it is not known.</param>
    /// <returns>Null when the host is not in the request's zone, or the zone does not exist.</returns>
    public HostExplanation? ExplainHost(PlacementRequest request, ICapacityView view, HostId hostId, DateTimeOffset? reservedUntil = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        if (view.FindZone(request.ZoneId) is not { } zone || view.FindHost(hostId) is not { } host || host.Cluster.Pod.Zone.Id != zone.Id) return null;
        var placement = Context(request, zone, SeedOf(request), new PlacementTrace(int.MaxValue));
        placement.ReservedUntil = reservedUntil;
        placement.Pod = request.PodId is { } pod ? view.FindPod(pod) : null;
        placement.Cluster = request.ClusterId is { } cluster ? view.FindCluster(cluster) : null;
        var volumes = new VolumeMatcher(placement, view, poolAllocators);
        return new HostExplainer(placement, hostAllocators, volumes).Explain(host, volumes.Scope());
    }

    /// <summary>
    /// The first hosts that would take a VM, in the order in which they would be chosen. Looks no further than until there are enough of them.
    /// </summary>
    /// <param name="request">The VM.</param>
    /// <param name="view">The cloud.</param>
    /// <param name="limit">How many hosts are wanted, at least 1.</param>
    public HostCandidates Candidates(PlacementRequest request, ICapacityView view, int limit)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var survey = new PlacementSurvey(limit);
        var result = Decide(request, view, SeedOf(request), explain: false, survey);
        var refused = Refused(request, view, limit, survey);
        return survey.Hosts.Count > 0 ? new HostCandidates { Hosts = survey.Hosts, Refused = refused }
            : new HostCandidates { Refused = refused, Refusal = result.Refusal is { Length: > 0 } refusal ? refusal : "No host of the zone takes the VM." };
    }

    /// <summary>Explains a few hosts of the clusters that were tried, or that would come first if they had room.</summary>
    private List<HostExplanation> Refused(PlacementRequest request, ICapacityView view, int limit, PlacementSurvey survey)
    {
        if (view.FindZone(request.ZoneId) is not { } zone) return [];
        var taken = survey.Hosts.Select(candidate => candidate.Host.Id).ToHashSet();
        var clusters = survey.Hosts.Count > 0 ? survey.Clusters : survey.Clusters.Concat(zone.ClustersByUse(Settings.ClusterOrder).Take(PlacementSurvey.MostClusters)).Distinct();
        limit = Math.Min(limit, MostRefused);
        var hosts = clusters.SelectMany(cluster => cluster.Hosts).Where(host => !taken.Contains(host.Id)).Take(limit * 2);
        return [.. hosts.Select(host => ExplainHost(request, view, host.Id)).OfType<HostExplanation>().Where(host => !host.IsAdmitted)
            .OrderBy(host => host.Checks.Count(check => !check.Passes)).Take(limit)];
    }

    private PlacementContext Context(PlacementRequest request, IZoneView zone, ulong seed, PlacementTrace? trace, PlacementSurvey? survey = null) => new(request, Settings, guestLimits, zone, seed)
    {
        Trace = trace,
        Survey = survey,
        ExtraHostFilters = parts.HostFilters,
        ExtraHostScorers = parts.HostScorers,
        ExtraPoolFilters = parts.PoolFilters,
        ExtraPoolScorers = parts.PoolScorers,
    };

    private ulong SeedOf(PlacementRequest request) => request.Seed ?? (ulong)Interlocked.Increment(ref lastSeed) * 0xD1342543DE82EF95;

    private PlacementResult Decide(PlacementRequest request, ICapacityView view, ulong seed, bool explain, PlacementSurvey? survey = null)
    {
        var trace = explain ? new PlacementTrace(Settings.TraceLimit) : null;
        if (view.FindZone(request.ZoneId) is not { } zone)
        {
            return new PlacementResult { Refusal = $"Zone {request.ZoneId} does not exist.", Trace = trace };
        }
        var placement = Context(request, zone, seed, trace, survey);
        var algorithm = request.Algorithm ?? Settings.VmAllocationAlgorithm;
        if (!planners.Any(p => IsNamed(p.Name, algorithm)))
        {
            var known = string.Join(", ", Algorithms);
            return new PlacementResult { Refusal = $"vm.allocation.algorithm {algorithm} names no planner; there are {known}.", Trace = trace };
        }
        return new PlacementRun(placement, view, CandidatesFor(algorithm, placement), hostAllocators, poolAllocators).Run();
    }

    /// <summary>The named planner, and those that stand in when it cannot handle the VM or throws.</summary>
    private IEnumerable<IDeploymentPlanner> CandidatesFor(string algorithm, PlacementContext placement)
    {
        for (var round = 0; round < 2; round++)
        {
            foreach (var planner in planners)
            {
                if (IsNamed(planner.Name, algorithm) != (round == 0) || placement.IsOut(planner)) continue;
                if (CanHandle(planner, placement)) yield return planner;
            }
        }
    }

    private static bool CanHandle(IDeploymentPlanner planner, PlacementContext placement)
    {
        try
        {
            return planner.CanHandle(placement.Request);
        }
        catch (Exception exception)
        {
            placement.TakeOut(planner, planner.Name, exception);
            return false;
        }
    }

    private static List<T> Named<T>(string kind, IReadOnlyList<string> names, T[] known, Func<T, string> nameOf)
    {
        var found = new List<T>();
        foreach (var name in names)
        {
            found.Add(known.FirstOrDefault(k => IsNamed(nameOf(k), name)) is { } part ? part
                : throw CloudStackException.Invalid($"There is no {kind} {name}; there are {string.Join(", ", known.Select(nameOf))}."));
        }
        return found;
    }

    private static bool IsNamed(string name, string wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);
}
