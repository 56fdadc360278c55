using System.Collections.Concurrent;
using System.Collections.Immutable;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <content>What there is: zones, pods, clusters, hosts, pools.</content>
public sealed partial class CapacityIndex
{
    // Tag sets and kinds repeat from host to host; one copy of each is enough.
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> tagSets = new();
    private readonly ConcurrentDictionary<HostKind, HostKind> hostKinds = new();
    private readonly ConcurrentDictionary<PoolKind, PoolKind> poolKinds = new();

    /// <summary>Adds a zone or changes it.</summary>
    /// <param name="entry">The zone.</param>
    public void Upsert(ZoneEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var zone = zones.GetOrAdd(entry.Id, id => new ZoneNode(id, owners));
        lock (zone.Gate) (zone.Name, zone.IsEnabled, zone.Dedication) = (entry.Name, entry.IsEnabled, entry.Dedication);
    }

    /// <summary>Adds a pod or changes it.</summary>
    /// <param name="entry">The pod.</param>
    /// <exception cref="InvalidOperationException">Its zone is not known.</exception>
    public void Upsert(PodEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var zone = zones.GetValueOrDefault(entry.ZoneId) ?? throw Unknown("zone", entry.ZoneId);
        lock (zone.Gate)
        {
            var isNew = !pods.TryGetValue(entry.Id, out var pod);
            pod ??= new PodNode(entry.Id, zone);
            (pod.Name, pod.IsEnabled, pod.Dedication) = (entry.Name, entry.IsEnabled, entry.Dedication);
            if (!isNew) return;
            pods[entry.Id] = pod;
            zone.Pods = zone.Pods.Add(pod);
            zone.PodTree.Add(pod);
        }
    }

    /// <summary>Adds a cluster or changes it.</summary>
    /// <param name="entry">The cluster.</param>
    /// <exception cref="InvalidOperationException">Its pod is not known.</exception>
    public void Upsert(ClusterEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var pod = pods.GetValueOrDefault(entry.PodId) ?? throw Unknown("pod", entry.PodId);
        lock (pod.Zone.Gate)
        {
            var isNew = !clusters.TryGetValue(entry.Id, out var cluster);
            cluster ??= new ClusterNode(entry.Id, pod, pod.Zone.LastAge++);
            (cluster.Name, cluster.Hypervisor, cluster.IsEnabled) = (entry.Name, string.Intern(entry.Hypervisor), entry.IsEnabled);
            cluster.Dedication = entry.Dedication;
            if (!isNew) return;
            clusters[entry.Id] = cluster;
            pod.Clusters = pod.Clusters.Add(cluster);
            pod.Zone.Clusters = pod.Zone.Clusters.Add(cluster);
            pod.Zone.ClusterTree.Add(cluster);
        }
    }

    /// <summary>Adds a host or changes its facts; its use stays. A host that moves to another zone is removed and added, without its use.</summary>
    /// <param name="entry">The host.</param>
    /// <exception cref="InvalidOperationException">Its cluster is not known.</exception>
    public void Upsert(HostEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var cluster = clusters.GetValueOrDefault(entry.ClusterId) ?? throw Unknown("cluster", entry.ClusterId);
        if (hosts.Find(entry.Id) is { } known && known.Cluster.Pod.Zone != cluster.Pod.Zone) Remove(entry.Id);
        lock (cluster.Pod.Zone.Gate)
        {
            if (hosts.Find(entry.Id) is not { } host)
            {
                host = new HostNode(entry.Id);
                Fill(host, entry);
                Attach(host, cluster);
                hosts.Set(host);
                return;
            }
            if (host.Cluster != cluster)
            {
                Detach(host);
                Fill(host, entry);
                Attach(host, cluster);
                return;
            }
            var (cpu, memory, tags) = (host.Cpu, host.Memory, host.Tags);
            Fill(host, entry);
            Carry(host, cpu, memory);
            if (host.Tags != tags)
            {
                cluster.Pod.Zone.CountTags(cluster, tags, -1);
                cluster.Pod.Zone.CountTags(cluster, host.Tags, 1);
            }
            cluster.Forget();
        }
    }

    /// <summary>Adds a pool or changes its facts; its use stays.</summary>
    /// <param name="entry">The pool.</param>
    /// <exception cref="InvalidOperationException">Its cluster or host is not known.</exception>
    public void Upsert(PoolEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var cluster = clusters.GetValueOrDefault(entry.ClusterId) ?? throw Unknown("cluster", entry.ClusterId);
        lock (cluster.Pod.Zone.Gate)
        {
            var pool = pools.Find(entry.Id);
            var isNew = pool is null;
            if (pool is null)
            {
                var host = entry.HostId is { } hostId ? hosts.Find(hostId) ?? throw Unknown("host", hostId) : null;
                pool = new PoolNode(entry.Id, cluster, host);
            }
            var kind = new PoolKind(string.Intern(entry.Type), string.Intern(entry.State), Shared(entry.Tags));
            (pool.Name, pool.Kind, pool.CapacityBytes) = (entry.Name, poolKinds.GetOrAdd(kind, kind), entry.CapacityBytes);
            if (!isNew) return;
            pools.Set(pool);
            if (pool.Host is { } own) own.LocalPools = own.LocalPools.Add(pool);
            else cluster.Pools = cluster.Pools.Add(pool);
        }
    }

    /// <summary>Removes a zone and all that is in it.</summary>
    /// <param name="id">The zone.</param>
    public bool Remove(ZoneId id)
    {
        if (!zones.TryGetValue(id, out var zone)) return false;
        foreach (var pod in zone.Pods) Remove(pod.Id);
        return zones.TryRemove(id, out _);
    }

    /// <summary>Removes a pod and all that is in it.</summary>
    /// <param name="id">The pod.</param>
    public bool Remove(PodId id)
    {
        if (!pods.TryGetValue(id, out var pod)) return false;
        foreach (var cluster in pod.Clusters) Remove(cluster.Id);
        lock (pod.Zone.Gate)
        {
            if (!pods.TryRemove(id, out _)) return false;
            pod.Zone.Pods = pod.Zone.Pods.Remove(pod);
            pod.Zone.PodTree.Remove(pod);
            return true;
        }
    }

    /// <summary>Removes a cluster, its hosts and its pools.</summary>
    /// <param name="id">The cluster.</param>
    public bool Remove(ClusterId id)
    {
        if (!clusters.TryGetValue(id, out var cluster)) return false;
        foreach (var host in cluster.Hosts) Remove(host.Id);
        foreach (var pool in cluster.Pools) Remove(pool.Id);
        var zone = cluster.Pod.Zone;
        lock (zone.Gate)
        {
            if (!clusters.TryRemove(id, out _)) return false;
            cluster.Pod.Clusters = cluster.Pod.Clusters.Remove(cluster);
            zone.Clusters = zone.Clusters.Remove(cluster);
            zone.ClusterTree.Remove(cluster);
            return true;
        }
    }

    /// <summary>Removes a host and its local pools. Holds on it are released.</summary>
    /// <param name="id">The host.</param>
    public bool Remove(HostId id) => OnHost(id, host =>
    {
        var holds = host.Cluster.Pod.Zone.Holds;
        foreach (var hold in holds.Where(h => h.HostId == id).ToList())
        {
            holds.Remove(hold);
            Take(host, hold, -1);
        }
        foreach (var pool in host.LocalPools) pools.Remove(pool.Id);
        Detach(host);
        host.IsGone = true;
        hosts.Remove(id);
    });

    /// <summary>Removes a pool.</summary>
    /// <param name="id">The pool.</param>
    public bool Remove(StoragePoolId id) => OnPool(id, pool =>
    {
        pools.Remove(id);
        if (pool.Host is { } own) own.LocalPools = own.LocalPools.Remove(pool);
        else pool.Cluster.Pools = pool.Cluster.Pools.Remove(pool);
    });

    private void CopyFrom(ClusterNode from)
    {
        Upsert(new ClusterEntry(from.Id, from.Pod.Id, from.Name, from.Hypervisor, from.IsEnabled) { Dedication = from.Dedication });
        var cluster = clusters[from.Id];
        foreach (HostNode original in from.Hosts)
        {
            var host = original.Copy();
            Attach(host, cluster);
            hosts.Set(host);
            foreach (PoolNode pool in original.LocalPools) host.LocalPools = host.LocalPools.Add(Copy(pool, cluster, host));
        }
        foreach (PoolNode pool in from.Pools) cluster.Pools = cluster.Pools.Add(Copy(pool, cluster, null));
    }

    private PoolNode Copy(PoolNode from, ClusterNode cluster, HostNode? host)
    {
        var pool = from.Copy(cluster, host);
        pools.Set(pool);
        return pool;
    }

    private void Fill(HostNode host, HostEntry entry)
    {
        var kind = new HostKind(string.Intern(entry.State), string.Intern(entry.ResourceState), string.Intern(entry.HypervisorVersion), Shared(entry.Tags),
            entry.Cores, entry.Mhz, entry.IsHvm, entry.PreferredGuestOs, entry.Dedication);
        (host.Name, host.Kind, host.MemoryBytes) = (entry.Name, hostKinds.GetOrAdd(kind, kind), entry.MemoryBytes);
    }

    private static void Attach(HostNode host, ClusterNode cluster)
    {
        host.Cluster = cluster;
        cluster.Hosts = cluster.Hosts.Add(host);
        Join(host, 1);
    }

    private static void Detach(HostNode host)
    {
        host.Cluster.Hosts = host.Cluster.Hosts.Remove(host);
        Join(host, -1);
    }

    /// <summary>Adds a host's figures to its cluster, pod and zone, or takes them away.</summary>
    private static void Join(HostNode host, int sign)
    {
        var cluster = host.Cluster;
        var pod = cluster.Pod;
        cluster.Sums.Add(host.Cpu, host.Memory, sign);
        pod.Sums.Add(host.Cpu, host.Memory, sign);
        pod.Zone.CountTags(cluster, host.Tags, sign);
        foreach (var (owner, count) in host.Owners.All())
        {
            cluster.Owners.Add(owner, sign * count);
            pod.Owners.Add(owner, sign * count);
            pod.Zone.Owners.Add(owner, sign * count);
        }
        cluster.Forget();
        pod.Zone.ClusterTree.Update(cluster);
        pod.Zone.PodTree.Update(pod);
    }

    private ImmutableArray<string> Shared(IReadOnlyList<string> tags)
    {
        if (tags.Count == 0) return [];
        return tagSets.GetOrAdd(string.Join('\n', tags), _ => [.. tags]);
    }

    private static InvalidOperationException Unknown(string kind, object id) => new($"The index knows no {kind} {id}; add it first.");
}
