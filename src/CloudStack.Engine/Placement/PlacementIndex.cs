using System.Collections.Concurrent;
using System.Diagnostics;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// The zones' hosts, pools and what is free on them, in memory, for placement. Read from the database when a zone is first asked for and after
/// <see cref="Invalidate"/>; kept up to date by what this server claims; set right host by host where another server's claim was in the way.
/// </summary>
internal sealed class PlacementIndex(Database database, PlacementPolicy policy, PlacementLog log)
{
    private const int MostRaces = 16;

    private readonly CapacityIndex _index = new();
    private readonly ConcurrentDictionary<long, ZoneState> _zones = new();
    private readonly ConcurrentDictionary<Guid, HostRef> _hosts = new();
    private readonly ConcurrentDictionary<Guid, PoolRef> _pools = new();

    /// <summary>
    /// Call after a commit that added, changed or removed a pod, cluster, host, pool or their tags and states in a zone: the zone is read anew before
    /// the next decision. Claims of capacity need no call.
    /// </summary>
    public void Invalidate(long zoneId) => State(zoneId).Invalidate();

    /// <summary>Decides, and holds the place in memory so that the next decision sees it taken.</summary>
    /// <param name="zoneId">The zone.</param>
    /// <param name="request">The VM; a seed is given to it where it has none.</param>
    /// <param name="ct">Ends the wait for the zone to be read.</param>
    /// <param name="vm">The VM's id, for the decision log.</param>
    public async Task<HeldPlace> PlaceAsync(long zoneId, PlacementRequest request, CancellationToken ct, Guid vm = default)
    {
        await EnsureLoadedAsync(zoneId, ct);
        var dedications = State(zoneId).Dedications;
        request = log.Seeded(request);
        var (result, hold) = Decide(request, vm);
        if (!result.IsPlaced && database.IsShared)
        {
            // What another server gave back is not known here yet.
            await LoadAsync(zoneId, ct);
            dedications = State(zoneId).Dedications;
            (result, hold) = Decide(request, vm);
        }
        policy.Report(result.Faults);
        return new(request, result, hold, result.HostId is { } host ? _hosts[host.Value] : null,
            [.. result.Volumes.Select(volume => _pools[volume.PoolId.Value])])
        {
            Dedications = dedications,
        };
    }

    /// <summary>
    /// One decision after the other, in the order in which the log tells them. They take a few microseconds each; what takes longer, to say why there is no
    /// place, is done outside of the gate.
    /// </summary>
    private (PlacementResult Result, CapacityHold? Hold) Decide(PlacementRequest request, Guid vm)
    {
        var zone = log.Of(request.ZoneId);
        for (var race = 0; race < MostRaces; race++)
        {
            var placer = policy.Placer;
            PlacementResult result;
            lock (zone.Gate)
            {
                log.Open(zone, _index);
                var started = Stopwatch.GetTimestamp();
                result = placer.Choose(request, _index);
                var hold = result.IsPlaced ? _index.TryHold(request, result, placer.Settings) : null;
                log.Decided(zone, placer.Settings, request, vm, result, hold is not null, started);
                if (hold is not null)
                {
                    return (result, hold);
                }
            }
            if (!result.IsPlaced && placer.Explain(request, _index) is { IsPlaced: false } explained)
            {
                log.Refused(zone, request, explained.Refusal);
                return (explained, null);
            }
        }
        return (new() { Refusal = $"{MostRaces} times in a row the place that was found was taken before it could be held; try again." }, null);
    }

    /// <summary>Tells where a VM would go, and why not elsewhere. Takes nothing.</summary>
    public async Task<PlacementResult> ExplainAsync(long zoneId, PlacementRequest request, CancellationToken ct)
    {
        await EnsureLoadedAsync(zoneId, ct);
        return policy.Placer.Explain(request, _index);
    }

    /// <summary>The zone as it is now, for reading.</summary>
    public async Task<CapacityIndex> ViewAsync(long zoneId, CancellationToken ct)
    {
        await EnsureLoadedAsync(zoneId, ct);
        return _index;
    }

    /// <summary>What every rule says of one host; null when it is not in the zone.</summary>
    public async Task<HostExplanation?> ExplainHostAsync(long zoneId, PlacementRequest request, HostId host, DateTimeOffset? reservedUntil, CancellationToken ct)
    {
        await EnsureLoadedAsync(zoneId, ct);
        return policy.Placer.ExplainHost(request, _index, host, reservedUntil);
    }

    /// <summary>The first hosts that would take a VM, in the order in which they would be chosen.</summary>
    public async Task<HostCandidates> CandidatesAsync(long zoneId, PlacementRequest request, int limit, CancellationToken ct)
    {
        await EnsureLoadedAsync(zoneId, ct);
        return policy.Placer.Candidates(request, _index, limit);
    }

    /// <summary>Why a VM finds no place, in words for its owner; null when it finds one.</summary>
    public async Task<string?> OwnersRefusalAsync(long zoneId, PlacementRequest request, CancellationToken ct)
    {
        await EnsureLoadedAsync(zoneId, ct);
        return policy.Placer.Place(request, _index).IsPlaced ? null : OwnersWords.Of(request, _index);
    }

    /// <summary>The claim of a held place was committed. A template that it brings to a pool counts as there from now on.</summary>
    public void Keep(HeldPlace place)
    {
        _index.Keep(place.Hold!);
        foreach (var (pool, template) in place.Templates)
        {
            Change(place.Request.ZoneId, ChangeEntry.Template(pool, template, true));
        }
    }

    /// <summary>Gives a held place back, after its claim failed or was undone.</summary>
    public void Release(CapacityHold? hold)
    {
        if (hold is null)
        {
            return;
        }
        var zone = log.Of(hold.Host.Cluster.Pod.Zone.Id);
        lock (zone.Gate)
        {
            if (_index.Release(hold))
            {
                hold.GivenBack().ForEach(change => log.Add(zone, change));
            }
        }
    }

    /// <summary>Every change of a zone between two decisions goes through here, so that the log tells of it.</summary>
    private void Change(ZoneId? zoneId, ChangeEntry change)
    {
        if (zoneId is not { } known)
        {
            return;
        }
        var zone = log.Of(known);
        lock (zone.Gate)
        {
            change.ApplyTo(_index);
            log.Add(zone, change);
        }
    }

    private ZoneId? ZoneOf(HostId id) => _index.FindHost(id)?.Cluster.Pod.Zone.Id;

    private ZoneId? ZoneOf(StoragePoolId id) => _index.FindPool(id)?.Cluster.Pod.Zone.Id;

    /// <summary>After a commit that changed what a host is used for in another way than by a held place.</summary>
    public void Apply(Guid host, HostUsage change) => Change(ZoneOf(new HostId(host)), ChangeEntry.Host(new(host), change));

    /// <summary>After a commit that moved an account's VM to or from a host.</summary>
    public void ApplyOwner(Guid host, Guid account, int vms) => Change(ZoneOf(new HostId(host)), ChangeEntry.OwnerVms(new(host), new(account), vms));

    /// <summary>After a commit that changed what is promised on a pool in another way than by a held place.</summary>
    public void Apply(Guid pool, long bytes) => Change(ZoneOf(new StoragePoolId(pool)), ChangeEntry.Pool(new(pool), bytes));

    /// <summary>A claim failed although this index saw room: the figures of the place are read again.</summary>
    public async Task CorrectAsync(long zoneId, HeldPlace place, CancellationToken ct)
    {
        Release(place.Hold);
        var hostId = place.Host!.Id;
        var poolIds = place.Pools.Select(pool => pool.Id).ToArray();
        var (dedications, row, host, pools) = await database.ReadAsync(async db => (
            await db.DedicationNumbers.Where(row => row.ZoneId == zoneId).Select(row => row.Number).FirstOrDefaultAsync(ct),
            await db.FindAsync<HostRow>(hostId, ct),
            await db.HostCapacities.FirstOrDefaultAsync(row => row.HostId == hostId, ct),
            await db.StoragePoolCapacities.Where(row => poolIds.Contains(row.PoolId)).ToListAsync(ct)), ct);
        if (row is not { Status: HostStatus.Up, ResourceState: HostResourceState.Enabled, Removed: null } || dedications != place.Dedications)
        {
            // It went into maintenance, or away, or something was dedicated or released, after the decision.
            Invalidate(zoneId);
        }
        var zone = log.Of(place.Request.ZoneId);
        lock (zone.Gate)
        {
            if (host is not null && _index.SetHostUsage(place.Result.HostId!.Value, Usage(host)))
            {
                log.Add(zone, ChangeEntry.HostIs(place.Result.HostId.Value, _index.UsageOf(place.Result.HostId.Value)));
            }
            foreach (var (pool, capacity) in place.Pools.Join(pools, pool => pool.Id, row => row.PoolId, (pool, row) => (pool, row)))
            {
                var id = new StoragePoolId(pool.Uuid);
                if (_index.SetPoolUsage(id, capacity.AllocatedBytes))
                {
                    log.Add(zone, ChangeEntry.PoolIs(id, _index.FindPool(id)!.AllocatedBytes));
                }
            }
        }
    }

    private static HostUsage Usage(HostCapacityRow row) => new(row.UsedCpu, row.UsedMemory, row.ReservedCpu, row.ReservedMemory, row.Guests);

    private ZoneState State(long zoneId) => _zones.GetOrAdd(zoneId, _ => new ZoneState());

    private async Task EnsureLoadedAsync(long zoneId, CancellationToken ct)
    {
        if (State(zoneId).IsStale)
        {
            await LoadAsync(zoneId, ct, onlyIfStale: true);
        }
    }

    private async Task LoadAsync(long zoneId, CancellationToken ct, bool onlyIfStale = false)
    {
        var state = State(zoneId);
        await state.Gate.WaitAsync(ct);
        try
        {
            if (onlyIfStale && !state.IsStale)
            {
                return;
            }
            var wanted = state.Wanted;
            var rows = await database.ReadManyAsync(db => ZoneRows.ReadAsync(db, zoneId, ct), ct);
            if (rows is not null)
            {
                var zone = log.Of(new ZoneId(rows.Zone.Uuid));
                lock (zone.Gate)
                {
                    var before = log.BeforeReload(zone, _index);
                    Apply(state, rows);
                    log.AfterReload(zone, _index, before);
                }
            }
            state.Loaded = wanted;
        }
        finally
        {
            state.Gate.Release();
        }
    }

    private void Apply(ZoneState state, ZoneRows rows)
    {
        HashSet<Guid> seen = [];
        _index.Upsert(new ZoneEntry(new ZoneId(rows.Zone.Uuid), rows.Zone.Name, rows.Zone.AllocationState == AllocationState.Enabled)
        {
            Dedication = rows.Dedications.Of(DedicationKind.Zone, rows.Zone.Id),
        });
        foreach (var pod in rows.Pods)
        {
            seen.Add(pod.Uuid);
            _index.Upsert(new PodEntry(new PodId(pod.Uuid), new ZoneId(rows.Zone.Uuid), pod.Name, pod.AllocationState == AllocationState.Enabled)
            {
                Dedication = rows.Dedications.Of(DedicationKind.Pod, pod.Id),
            });
        }
        var pods = rows.Pods.ToDictionary(pod => pod.Id);
        var clusters = rows.Clusters.Where(cluster => pods.ContainsKey(cluster.PodId)).ToDictionary(cluster => cluster.Id);
        foreach (var cluster in clusters.Values)
        {
            seen.Add(cluster.Uuid);
            _index.Upsert(new ClusterEntry(new ClusterId(cluster.Uuid), new PodId(pods[cluster.PodId].Uuid), cluster.Name, cluster.Hypervisor,
                cluster.AllocationState == AllocationState.Enabled && cluster.ManagedState == ManagedState.Managed)
            {
                Dedication = rows.Dedications.Of(DedicationKind.Cluster, cluster.Id),
            });
        }
        var capacities = rows.HostCapacities.ToDictionary(row => row.HostId);
        Dictionary<long, HostRow> hosts = [];
        foreach (var host in rows.Hosts)
        {
            if (host.ClusterId is not { } clusterId || !clusters.TryGetValue(clusterId, out var cluster) || !capacities.TryGetValue(host.Id, out var capacity))
            {
                continue;
            }
            seen.Add(host.Uuid);
            hosts[host.Id] = host;
            _hosts[host.Uuid] = new(host.Id, host.Uuid, cluster.Id, cluster.PodId);
            _index.Upsert(Entry(host, cluster, rows));
            _index.SetHostUsage(new HostId(host.Uuid), Usage(capacity));
        }
        var poolCapacities = rows.PoolCapacities.ToDictionary(row => row.PoolId);
        foreach (var pool in rows.Pools)
        {
            if (pool.ClusterId is not { } clusterId || !clusters.TryGetValue(clusterId, out var cluster)
                || (pool.HostId is { } own && !hosts.ContainsKey(own)) || !poolCapacities.TryGetValue(pool.Id, out var capacity))
            {
                continue;
            }
            seen.Add(pool.Uuid);
            _pools[pool.Uuid] = new(pool.Id, pool.Uuid, pool.Type);
            var id = new StoragePoolId(pool.Uuid);
            _index.Upsert(new PoolEntry(id, new ClusterId(cluster.Uuid), pool.Name, pool.Type, capacity.TotalBytes)
            {
                HostId = pool.HostId is { } host ? new HostId(hosts[host].Uuid) : null,
                State = pool.Status.ToString(),
                Tags = TagList.Split(pool.Tags),
            });
            _index.SetPoolUsage(id, capacity.AllocatedBytes);
            _index.SetPoolStatistics(id, pool.UsedBytes, pool.CapacityBytes);
        }
        ApplyTemplates(state, rows);
        var owners = rows.OwnerVms.ToLookup(count => count.HostId, count => (new AccountId(count.Account), count.Vms));
        foreach (var host in hosts.Values)
        {
            _index.SetOwnerVms(new HostId(host.Uuid), owners[host.Id]);
        }
        foreach (var gone in state.Known.Where(id => !seen.Contains(id)))
        {
            _index.Remove(new HostId(gone));
            _index.Remove(new StoragePoolId(gone));
            _index.Remove(new ClusterId(gone));
            _index.Remove(new PodId(gone));
        }
        state.Known = seen;
        // Last: a decision that reads it earlier than the rest claims with the older number, and is made again.
        state.Dedications = rows.Dedications.Number;
    }

    private static HostEntry Entry(HostRow host, ClusterRow cluster, ZoneRows rows) =>
        new(new HostId(host.Uuid), new ClusterId(cluster.Uuid), host.Name, host.Cpus, host.CpuMhz, host.MemoryBytes)
        {
            State = host.Status.ToString(),
            ResourceState = host.ResourceState.ToString(),
            Dedication = rows.Dedications.Of(DedicationKind.Host, host.Id),
            HypervisorVersion = host.HypervisorVersion ?? "",
            Tags = TagList.Split(host.Tags),
            IsHvm = host.Capabilities?.Contains("hvm", StringComparison.OrdinalIgnoreCase) ?? false,
            PreferredGuestOs = host.GuestOsCategoryId is { } category && rows.GuestOsCategories.TryGetValue(category, out var uuid) ? new GuestOsCategoryId(uuid) : null,
        };

    private void ApplyTemplates(ZoneState state, ZoneRows rows)
    {
        var current = rows.Templates.ToHashSet();
        foreach (var (pool, template) in state.Templates.Except(current))
        {
            _index.SetTemplateOnPool(new StoragePoolId(pool), new TemplateId(template), false);
        }
        foreach (var (pool, template) in current)
        {
            _index.SetTemplateOnPool(new StoragePoolId(pool), new TemplateId(template), true);
        }
        state.Templates = current;
    }

    private sealed class ZoneState
    {
        private int _wanted = 1;

        /// <summary>What was asked for, counted up by each change; what was asked while the rows were being read is not lost.</summary>
        public int Wanted => Volatile.Read(ref _wanted);

        public int Loaded { get; set; }

        public bool IsStale => Loaded != Wanted;

        public void Invalidate() => Interlocked.Increment(ref _wanted);

        /// <summary>The number of the dedications that the zone was read with.</summary>
        public long Dedications { get; set; }

        public SemaphoreSlim Gate { get; } = new(1);

        public HashSet<Guid> Known { get; set; } = [];

        public HashSet<(Guid Pool, Guid Template)> Templates { get; set; } = [];
    }
}

/// <summary>A host by both its names.</summary>
internal sealed record HostRef(long Id, Guid Uuid, long ClusterId, long PodId);

/// <summary>A pool by both its names.</summary>
internal sealed record PoolRef(long Id, Guid Uuid, string Type);

/// <summary>A decision, held in memory until it is claimed in the database.</summary>
internal sealed record HeldPlace(PlacementRequest Request, PlacementResult Result, CapacityHold? Hold, HostRef? Host, IReadOnlyList<PoolRef> Pools)
{
    /// <summary>The number of the zone's dedications that it was decided with.</summary>
    public long Dedications { get; init; }

    /// <summary>The templates that come to pools with it.</summary>
    public IEnumerable<(StoragePoolId Pool, TemplateId Template)> Templates =>
        Result.Volumes.Zip(Request.Volumes).Where(pair => pair.First.CopiesTemplate && pair.Second.TemplateId is not null)
            .Select(pair => (pair.First.PoolId, pair.Second.TemplateId!.Value));
}
