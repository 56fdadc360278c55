using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CloudStack.Placement;

/// <summary>One decision: what is asked, by which settings, in which zone. It belongs to one thread and ends with the decision.</summary>
public sealed class PlacementContext
{
    private readonly GuestLimits guestLimits;
    private readonly List<PoolClaim> claims = [];
    private List<PlacementFault>? faults;
    private List<(object Part, long Ticks)>? spent;
    private ulong random;

    internal PlacementContext(PlacementRequest request, PlacementSettings settings, GuestLimits guestLimits, IZoneView zone, ulong seed)
    {
        Request = request;
        Settings = settings;
        Zone = zone;
        this.guestLimits = guestLimits;
        random = seed;
        Asked = new PlaceAsked(request.CpuMhz, request.MemoryBytes, settings.CpuFactor, settings.MemoryFactor,
            NeedsHaHost ? settings.HaTag : request.HostTag ?? request.TemplateTag, settings.ClusterCpuThreshold, settings.ClusterMemoryThreshold);
        HasAffinity = request.Affinity.Count > 0;
    }

    /// <summary>The VM.</summary>
    public PlacementRequest Request { get; }

    /// <summary>The settings in force.</summary>
    public PlacementSettings Settings { get; }

    /// <summary>The zone.</summary>
    public IZoneView Zone { get; }

    /// <summary>The pod that the decision is confined to, or null.</summary>
    public IPodView? Pod { get; internal set; }

    /// <summary>The cluster that the decision is confined to, or null.</summary>
    public IClusterView? Cluster { get; internal set; }

    /// <summary>How candidates of equal worth are ordered.</summary>
    public CandidateOrder Order { get; internal set; }

    /// <summary>Whether reasons are wanted.</summary>
    public bool IsExplaining => Trace is { IsFull: false };

    /// <summary>Whether only hosts with <c>ha.tag</c> serve this VM.</summary>
    public bool NeedsHaHost => Request.IsHaRestart && Settings.HaTag is not null;

    /// <summary>Refuses a candidate. The reason is built only when it is wanted. For a fixed text use <see cref="Verdict.No"/>.</summary>
    /// <param name="reason">Why, as an interpolated text.</param>
    public Verdict No([InterpolatedStringHandlerArgument("")] ReasonHandler reason) => Verdict.No(reason.Finish());

    /// <summary>A number from 0 to below <paramref name="limit"/>, repeatable by the request's seed.</summary>
    /// <param name="limit">Above 0.</param>
    public int Next(int limit)
    {
        random += 0x9E3779B97F4A7C15;
        var x = random;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        x ^= x >> 31;
        return (int)Math.BigMul(x, (ulong)limit, out _);
    }

    /// <summary>What the VM needs, as an index asks for it.</summary>
    public PlaceAsked Asked { get; }

    /// <summary>The clusters that the decision is about, the one with the smallest taken share first. While reasons are wanted, also those without room.</summary>
    public IEnumerable<IClusterView> ClustersByUse()
    {
        var kind = Settings.ClusterOrder;
        if (Cluster is { } cluster) return [cluster];
        if (Pod is { } pod) return pod.ClustersByUse(kind);
        if (Settings.PodsFirst) return Zone.PodsByUse(kind).SelectMany(p => p.ClustersByUse(kind));
        return Trace is null ? Zone.ClustersByUse(kind, Asked) : Zone.ClustersByUse(kind);
    }

    /// <summary>The clusters that the decision is about, the one with the roomiest host first. While reasons are wanted, also those without room.</summary>
    public IEnumerable<IClusterView> ClustersByRoom()
    {
        if (Cluster is not null || Pod is not null) return ClustersByUse();
        var byRoom = Zone.ClustersByRoom(Settings.ClusterOrder, Asked);
        return Trace is null ? byRoom : WithTheRest(byRoom);
    }

    /// <summary>Those without room come last, to be refused by name.</summary>
    private IEnumerable<IClusterView> WithTheRest(IEnumerable<IClusterView> clusters)
    {
        HashSet<ClusterId> seen = [];
        foreach (var cluster in clusters)
        {
            seen.Add(cluster.Id);
            yield return cluster;
        }
        foreach (var cluster in Zone.ClustersByUse(Settings.ClusterOrder))
        {
            if (!seen.Contains(cluster.Id)) yield return cluster;
        }
    }

    /// <summary>The clusters that the decision is about, oldest first. While reasons are wanted, also those without room.</summary>
    public IEnumerable<IClusterView> ClustersByAge()
    {
        if (Cluster is { } cluster) return [cluster];
        if (Pod is { } pod) return pod.Clusters;
        return Trace is null ? Zone.ClustersByAge(Asked) : Zone.Clusters;
    }

    /// <summary>A number to order equals by.</summary>
    internal int Draw() => Next(int.MaxValue);

    /// <summary>Bytes that this decision has already put on a pool, for other volumes of the VM.</summary>
    /// <param name="pool">The pool.</param>
    public long BytesPutOn(IPoolView pool)
    {
        long sum = 0;
        foreach (var claim in claims)
        {
            if (claim.Pool == pool.Id) sum += claim.Bytes;
        }
        return sum;
    }

    /// <summary>
    /// Bytes that a volume would take on a pool: its size, and its template's when that is not there yet. Nothing when it is already there.
    /// </summary>
    /// <param name="volume">The volume.</param>
    /// <param name="pool">The pool.</param>
    public long BytesAsked(VolumeRequest volume, IPoolView pool)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(pool);
        if (volume.ExistingPoolId == pool.Id) return 0;
        return BringsTemplate(volume, pool) ? volume.SizeBytes + volume.TemplateSizeBytes : volume.SizeBytes;
    }

    internal PlacementTrace? Trace { get; set; }

    /// <summary>Collects all places instead of taking the first; null in a decision.</summary>
    internal PlacementSurvey? Survey { get; init; }

    /// <summary>When the last reservation of a stopped VM on the host in question ends, where that is known.</summary>
    internal DateTimeOffset? ReservedUntil { get; set; }

    internal IReadOnlyList<IHostFilter> ExtraHostFilters { get; set; } = [];
    internal IReadOnlyList<IHostScorer> ExtraHostScorers { get; set; } = [];
    internal IReadOnlyList<IPoolFilter> ExtraPoolFilters { get; set; } = [];
    internal IReadOnlyList<IPoolScorer> ExtraPoolScorers { get; set; } = [];

    /// <summary>Whether the VM is offered the capacity that its last host keeps for it.</summary>
    internal bool IsAtReservation { get; set; }

    internal IReadOnlyList<PlacementFault> Faults => faults ?? (IReadOnlyList<PlacementFault>)[];

    /// <summary>Whether the VM is in an affinity group.</summary>
    internal bool HasAffinity { get; }

    /// <summary>Whether hosts that break a preference of an affinity group are refused for now.</summary>
    internal bool KeepsPreferences { get; set; }

    internal int? GuestLimitOf(IHostView host) => guestLimits.Find(host.Cluster.Hypervisor, host.HypervisorVersion);

    internal bool BringsTemplate(VolumeRequest volume, IPoolView pool)
    {
        if (volume.TemplateId is not { } template || volume.ExistingPoolId is not null || pool.HasTemplate(template)) return false;
        foreach (var claim in claims)
        {
            if (claim.Pool == pool.Id && claim.Template == template) return false;
        }
        return true;
    }

    /// <summary>What has been put on pools so far, in the order of putting.</summary>
    internal IReadOnlyList<PoolClaim> Claims => claims;

    internal void Put(VolumeRequest volume, IPoolView pool) =>
        claims.Add(new PoolClaim(volume, pool.Id, BytesAsked(volume, pool), BringsTemplate(volume, pool) ? volume.TemplateId : null));

    internal void TakeBack() => claims.RemoveAt(claims.Count - 1);

    internal bool IsOut(object part)
    {
        if (faults is null) return false;
        foreach (var fault in faults)
        {
            if (ReferenceEquals(fault.Part, part)) return true;
        }
        return false;
    }

    /// <summary>Adds to the time that a part of a plugin has taken; one that has taken too much is taken out.</summary>
    internal void Spend(object part, string name, long started)
    {
        spent ??= [];
        var at = spent.FindIndex(entry => ReferenceEquals(entry.Part, part));
        var ticks = Stopwatch.GetTimestamp() - started + (at < 0 ? 0 : spent[at].Ticks);
        if (at < 0) spent.Add((part, ticks));
        else spent[at] = (part, ticks);
        var limit = Settings.PartTimeLimit;
        if (Stopwatch.GetElapsedTime(0, ticks) > limit && !IsOut(part))
        {
            (faults ??= []).Add(new PlacementFault(part, name, new TimeoutException($"{name} took more than {limit.TotalMilliseconds} ms in one decision.")));
            Trace?.Note(string.Create(CultureInfo.InvariantCulture, $"{name} took more than {limit.TotalMilliseconds} ms and was left out of this decision"));
        }
    }

    internal void TakeOut(object part, string name, Exception exception)
    {
        if (IsOut(part)) return;
        (faults ??= []).Add(new PlacementFault(part, name, exception));
        Trace?.Note($"{name} threw {exception.GetType().Name} ({exception.Message}) and was left out of this decision");
    }
}

/// <summary>What a volume takes on a pool in this decision.</summary>
internal readonly record struct PoolClaim(VolumeRequest Volume, StoragePoolId Pool, long Bytes, TemplateId? Template);
