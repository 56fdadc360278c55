using System.Collections.Concurrent;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>
/// What placement knows of the cloud, in memory: facts and use of hosts and pools, with sums per cluster and pod. Built from the database at
/// start, and told of every change afterwards; the claim in the database is what counts, this only finds it fast. Telling of something unknown
/// changes nothing and returns false; removing twice does no harm. Safe for concurrent use: changes take the zone's lock, decisions take none.
/// </summary>
public sealed partial class CapacityIndex : ICapacityView
{
    private readonly OwnerNumbers owners;
    private readonly ConcurrentDictionary<ZoneId, ZoneNode> zones = new();
    private readonly ConcurrentDictionary<PodId, PodNode> pods = new();
    private readonly ConcurrentDictionary<ClusterId, ClusterNode> clusters = new();
    private readonly IdTable<HostId, HostNode> hosts = new();
    private readonly IdTable<StoragePoolId, PoolNode> pools = new();

    /// <summary>An index that knows nothing yet.</summary>
    public CapacityIndex() : this(new OwnerNumbers())
    {
    }

    private CapacityIndex(OwnerNumbers owners) => this.owners = owners;

    /// <inheritdoc/>
    public IZoneView? FindZone(ZoneId id) => zones.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IPodView? FindPod(PodId id) => pods.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IClusterView? FindCluster(ClusterId id) => clusters.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IHostView? FindHost(HostId id) => hosts.Find(id);

    /// <inheritdoc/>
    public IPoolView? FindPool(StoragePoolId id) => pools.Find(id);

    /// <summary>Changes the use of a host by so much; negative figures give back.</summary>
    /// <param name="id">The host.</param>
    /// <param name="change">The change.</param>
    public bool ApplyHostUsage(HostId id, HostUsage change) => OnHost(id, host => SetUsage(host, Sum(host.Usage, change)));

    /// <summary>Sets the use of a host, as it was counted in the database. Holds that are not settled yet are added.</summary>
    /// <param name="id">The host.</param>
    /// <param name="usage">The use.</param>
    public bool SetHostUsage(HostId id, HostUsage usage) => OnHost(id, host => SetUsage(host, Sum(usage, HeldOn(host))));

    /// <summary>Changes how many placed VMs an account has on a host, and so in its cluster, pod and zone.</summary>
    /// <param name="id">The host.</param>
    /// <param name="owner">The account.</param>
    /// <param name="change">By how many.</param>
    public bool ApplyOwnerVms(HostId id, AccountId owner, int change) => OnHost(id, host => CountVms(host, owners.FindOrAdd(owner), change));

    /// <summary>Sets how many placed VMs accounts have on a host, as they were counted in the database. Holds that are not settled yet are added.</summary>
    /// <param name="id">The host.</param>
    /// <param name="counts">The accounts that have some there.</param>
    public bool SetOwnerVms(HostId id, IEnumerable<(AccountId Owner, int Vms)> counts) => OnHost(id, host =>
    {
        var wanted = counts.ToDictionary(count => owners.FindOrAdd(count.Owner), count => count.Vms);
        foreach (var hold in host.Cluster.Pod.Zone.Holds)
        {
            if (hold.HostId != id || hold.Owner is not { } owner) continue;
            var number = owners.FindOrAdd(owner);
            wanted[number] = wanted.GetValueOrDefault(number) + 1;
        }
        foreach (var (owner, _) in host.Owners.All()) wanted.TryAdd(owner, 0);
        foreach (var (owner, vms) in wanted) CountVms(host, owner, vms - host.Owners.Of(owner));
    });

    /// <summary>Changes what is promised on a pool by so much; negative figures give back.</summary>
    /// <param name="id">The pool.</param>
    /// <param name="bytes">The change.</param>
    public bool ApplyPoolUsage(StoragePoolId id, long bytes) => OnPool(id, pool => pool.AllocatedBytes = Math.Max(0, pool.AllocatedBytes + bytes));

    /// <summary>Sets what is promised on a pool, as it was counted in the database. Holds that are not settled yet are added.</summary>
    /// <param name="id">The pool.</param>
    /// <param name="bytes">What is promised to volumes and templates.</param>
    public bool SetPoolUsage(StoragePoolId id, long bytes) => OnPool(id, pool => pool.AllocatedBytes = Math.Max(0, bytes) + HeldOn(pool));

    /// <summary>Sets how full a pool really is.</summary>
    /// <param name="id">The pool.</param>
    /// <param name="usedBytes">What its statistics say is used.</param>
    /// <param name="totalBytes">What its statistics say there is; 0 when they say nothing.</param>
    public bool SetPoolStatistics(StoragePoolId id, long usedBytes, long totalBytes) =>
        OnPool(id, pool => pool.FullShare = totalBytes > 0 ? usedBytes / (double)totalBytes : null);

    /// <summary>Tells whether a template is on a pool, or is being copied there. What it takes is told by <see cref="ApplyPoolUsage"/>.</summary>
    /// <param name="id">The pool.</param>
    /// <param name="template">The template.</param>
    /// <param name="isThere">Whether it is there.</param>
    public bool SetTemplateOnPool(StoragePoolId id, TemplateId template, bool isThere) => OnPool(id, pool => pool.SetTemplate(template, isThere));

    /// <summary>Changes how many volumes an account has on a pool.</summary>
    /// <param name="id">The pool.</param>
    /// <param name="owner">The account.</param>
    /// <param name="change">By how many.</param>
    public bool ApplyOwnerVolumes(StoragePoolId id, AccountId owner, int change) => OnPool(id, pool => pool.Owners.Add(owners.FindOrAdd(owner), change));

    /// <summary>
    /// A zone as it is now, in an index of its own: to try things that are not to happen. Holds count as used there.
    /// </summary>
    /// <param name="id">The zone.</param>
    /// <exception cref="InvalidOperationException">The zone is not known.</exception>
    public CapacityIndex Branch(ZoneId id)
    {
        var zone = zones.GetValueOrDefault(id) ?? throw Unknown("zone", id);
        var branch = new CapacityIndex(owners);
        lock (zone.Gate)
        {
            branch.Upsert(new ZoneEntry(id, zone.Name, zone.IsEnabled) { Dedication = zone.Dedication });
            foreach (PodNode pod in zone.Pods) branch.Upsert(new PodEntry(pod.Id, id, pod.Name, pod.IsEnabled) { Dedication = pod.Dedication });
            foreach (ClusterNode cluster in zone.Clusters) branch.CopyFrom(cluster);
        }
        return branch;
    }

    private bool OnHost(HostId id, Action<HostNode> change)
    {
        while (hosts.Find(id) is { } host)
        {
            var zone = host.Cluster.Pod.Zone;
            lock (zone.Gate)
            {
                // It may have been removed, or moved, while we waited for the lock.
                if (!IsHere(host, zone)) continue;
                change(host);
                return true;
            }
        }
        return false;
    }

    private bool OnPool(StoragePoolId id, Action<PoolNode> change)
    {
        if (pools.Find(id) is not { } pool) return false;
        lock (pool.Cluster.Pod.Zone.Gate) change(pool);
        return true;
    }

    private static bool IsHere(HostNode host, ZoneNode zone) =>
        host.Cluster.Pod.Zone == zone && !host.IsGone;

    /// <summary>Under the lock: sets a host's use and carries the difference up to its cluster and pod.</summary>
    private static void SetUsage(HostNode host, HostUsage usage)
    {
        var (cpu, memory) = (host.Cpu, host.Memory);
        host.SetUsage(usage);
        Carry(host, cpu, memory);
    }

    /// <summary>Under the lock: carries the difference of a host's figures up to its cluster and pod.</summary>
    private static void Carry(HostNode host, CapacityFigures cpuBefore, CapacityFigures memoryBefore)
    {
        var cluster = host.Cluster;
        var pod = cluster.Pod;
        var cpu = Difference(host.Cpu, cpuBefore);
        var memory = Difference(host.Memory, memoryBefore);
        cluster.Sums.Add(cpu, memory, 1);
        pod.Sums.Add(cpu, memory, 1);
        cluster.Changed(host, cpuBefore, memoryBefore);
        pod.Zone.ClusterTree.Update(cluster);
        pod.Zone.PodTree.Update(pod);
    }

    private static void CountVms(HostNode host, int owner, int change)
    {
        change = host.Owners.Add(owner, change);
        host.Cluster.Owners.Add(owner, change);
        host.Cluster.Pod.Owners.Add(owner, change);
        host.Cluster.Pod.Zone.Owners.Add(owner, change);
    }

    private static CapacityFigures Difference(CapacityFigures now, CapacityFigures before) =>
        new(now.Total - before.Total, now.Used - before.Used, now.Reserved - before.Reserved);

    private static HostUsage Sum(HostUsage a, HostUsage b) => new(
        a.UsedCpu + b.UsedCpu, a.UsedMemory + b.UsedMemory, a.ReservedCpu + b.ReservedCpu, a.ReservedMemory + b.ReservedMemory, a.Guests + b.Guests);
}
