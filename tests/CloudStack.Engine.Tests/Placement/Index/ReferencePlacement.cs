using CloudStack.Engine.Placement;
using CloudStack.Placement;

namespace CloudStack.Engine.Tests.Placement.Index;

/// <summary>Placement as one would write it without a care for speed: every place that is allowed, in order of preference.</summary>
internal sealed class ReferencePlacement(SmallCloud cloud, PlacementSettings settings, PlacementRequest request)
{
    private readonly Dictionary<ClusterId, ClusterEntry> clusters = cloud.Clusters.ToDictionary(c => c.Id);
    private readonly Dictionary<PodId, PodEntry> pods = cloud.Pods.ToDictionary(p => p.Id);

    /// <summary>All hosts that could take the VM, best first, with whether the reservation is used.</summary>
    public List<(HostId Host, bool Reservation)> Hosts()
    {
        var result = new List<(HostId, bool)>();
        var existing = request.Volumes.Where(v => v.ExistingPoolId is not null).Select(v => PoolOf(v.ExistingPoolId!.Value).ClusterId).Distinct().ToList();
        if (existing.Count > 1) return result;
        bool InScope(ClusterEntry c) => (request.PodId is null || c.PodId == request.PodId) && (request.ClusterId is null || c.Id == request.ClusterId)
            && (existing.Count == 0 || c.Id == existing[0]);
        bool Open(ClusterEntry c) => InScope(c) && c.Hypervisor == request.Hypervisor && !request.Avoid.Clusters.Contains(c.Id)
            && (request.IsRootAdmin || (c.IsEnabled && pods[c.PodId].IsEnabled));

        if (request.HostId is { } pinned)
        {
            var host = cloud.Hosts.Single(h => h.Id == pinned);
            if (!Open(clusters[host.ClusterId]) || !Suits(host, tags: false) || !VolumesFit(host)) return result;
            if (request.LastHostId == pinned && request.KeepsReservation && Reserved(host)) result.Add((pinned, true));
            if (Free(host)) result.Add((pinned, false));
            return result;
        }
        var needsHa = request.IsHaRestart && settings.HaTag is not null;
        if (request.LastHostId is { } lastId && request.KeepsReservation && !needsHa)
        {
            var last = cloud.Hosts.Single(h => h.Id == lastId);
            if (Open(clusters[last.ClusterId]) && Suits(last, tags: true) && Reserved(last) && VolumesFit(last)) result.Add((lastId, true));
        }
        foreach (var cluster in OrderedClusters().Where(c => Open(c) && BelowThresholds(c)))
        {
            var hosts = cloud.Hosts.Where(h => h.ClusterId == cluster.Id)
                .OrderByDescending(Preference).ThenBy(Burden);
            result.AddRange(hosts.Where(h => Suits(h, tags: true) && Free(h) && VolumesFit(h)).Select(h => (h.Id, false)));
        }
        return result;
    }

    private IEnumerable<ClusterEntry> OrderedClusters()
    {
        var algorithm = settings.VmAllocationAlgorithm;
        var isConfined = request.PodId is not null || request.ClusterId is not null || request.Volumes.Any(v => v.ExistingPoolId is not null);
        if (!isConfined && algorithm == "leastallocated") return cloud.Clusters.OrderByDescending(c => HostsOf([c]).Where(IsUsable).Select(FreeForOrder).DefaultIfEmpty(long.MinValue).Max());
        if (algorithm == "mostallocated" || (algorithm == "weighted" && settings.Weights.FreeCpu + settings.Weights.FreeMemory < 0)) return cloud.Clusters;
        if (request.PodId is not null || !settings.PodsFirst)
        {
            var byUse = cloud.Clusters.OrderBy(c => Share([c])).ToList();
            if (algorithm == "userdispersing") return byUse.OrderBy(c => Dispersion([c]));
            if (algorithm.StartsWith("userconcentratedpod", StringComparison.Ordinal) && request.PodId is null && request.ClusterId is null)
            {
                return byUse.OrderByDescending(c => VmsIn(c.PodId)).ThenBy(c => VmsIn(c.PodId) > 0 ? Share(Of(c.PodId)) : 0).ThenBy(c => VmsIn(c.PodId) > 0 ? Age(c.PodId) : 0);
            }
            return byUse;
        }
        var podsByUse = cloud.Pods.OrderBy(p => Share(Of(p.Id)));
        var ordered = algorithm switch
        {
            "userdispersing" => podsByUse.OrderBy(p => Dispersion(Of(p.Id))),
            "firstfit" or "random" or "leastallocated" or "balanced" or "weighted" => podsByUse,
            _ => podsByUse.OrderByDescending(p => VmsIn(p.Id)),
        };
        return ordered.SelectMany(p => algorithm == "userdispersing"
            ? Of(p.Id).OrderBy(c => Share([c])).OrderBy(c => Dispersion([c]))
            : Of(p.Id).OrderBy(c => Share([c])));
    }

    private int Age(PodId pod) => cloud.Pods.ToList().FindIndex(p => p.Id == pod);

    private List<ClusterEntry> Of(PodId pod) => [.. cloud.Clusters.Where(c => c.PodId == pod)];

    private IEnumerable<HostEntry> HostsOf(IEnumerable<ClusterEntry> among) => cloud.Hosts.Where(h => among.Any(c => c.Id == h.ClusterId));

    private (long Total, long Taken) Sum(IEnumerable<ClusterEntry> among, CapacityKind kind)
    {
        var hosts = HostsOf(among).ToList();
        return kind == CapacityKind.Cpu
            ? (hosts.Sum(h => (long)h.Cores * h.Mhz), hosts.Sum(h => cloud.Usage[h.Id].UsedCpu + cloud.Usage[h.Id].ReservedCpu))
            : (hosts.Sum(h => h.MemoryBytes), hosts.Sum(h => cloud.Usage[h.Id].UsedMemory + cloud.Usage[h.Id].ReservedMemory));
    }

    private double Share(IEnumerable<ClusterEntry> among)
    {
        var (total, taken) = Sum(among, settings.ClusterOrder);
        return total == 0 ? 1 : taken / (double)total;
    }

    private double Dispersion(IReadOnlyList<ClusterEntry> among)
    {
        if (request.OwnerId is null) return 0;
        var (count, all) = (HostsOf(among).Sum(VmsOn), cloud.Hosts.Sum(VmsOn));
        if (all == 0) return 0;
        if (settings.UserDispersionWeight >= 1) return count;
        var factor = settings.ClusterOrder == CapacityKind.Cpu ? settings.CpuFactor : settings.MemoryFactor;
        return Share(among) / factor * (1 - settings.UserDispersionWeight) + count / (double)all * settings.UserDispersionWeight;
    }

    private static bool IsUsable(HostEntry host) => host.State == "Up" && host.ResourceState == "Enabled";

    private long FreeForOrder(HostEntry host) => settings.ClusterOrder == CapacityKind.Cpu
        ? (long)((long)host.Cores * host.Mhz * settings.CpuFactor) - cloud.Usage[host.Id].UsedCpu - cloud.Usage[host.Id].ReservedCpu
        : (long)(host.MemoryBytes * settings.MemoryFactor) - cloud.Usage[host.Id].UsedMemory - cloud.Usage[host.Id].ReservedMemory;

    private double CpuShare(HostEntry host, long more = 0) =>
        (cloud.Usage[host.Id].UsedCpu + cloud.Usage[host.Id].ReservedCpu + more) / (double)((long)host.Cores * host.Mhz);

    private double MemoryShare(HostEntry host, long more = 0) =>
        (cloud.Usage[host.Id].UsedMemory + cloud.Usage[host.Id].ReservedMemory + more) / (double)host.MemoryBytes;

    private double Burden(HostEntry host)
    {
        var ordering = settings.ClusterOrder == CapacityKind.Cpu ? CpuShare(host) : MemoryShare(host);
        var imbalance = Math.Abs(CpuShare(host, request.CpuMhz) - MemoryShare(host, request.MemoryBytes));
        var weights = settings.Weights;
        return settings.VmAllocationAlgorithm switch
        {
            "userdispersing" => VmsOn(host),
            "leastallocated" => ordering,
            "mostallocated" => -ordering,
            "balanced" => imbalance,
            "weighted" => -(weights.FreeCpu * (1 - CpuShare(host)) + weights.FreeMemory * (1 - MemoryShare(host))
                + (weights.Balance == 0 ? 0 : weights.Balance * (1 - imbalance)) + (weights.OwnersVms == 0 ? 0 : weights.OwnersVms * VmsOn(host))),
            _ => 0,
        };
    }

    private int VmsOn(HostEntry host) => request.OwnerId is { } owner ? cloud.OwnerVms.GetValueOrDefault((host.Id, owner)) : 0;

    private int VmsIn(PodId pod) => HostsOf(Of(pod)).Sum(VmsOn);

    private bool BelowThresholds(ClusterEntry cluster)
    {
        var (cpuTotal, cpu) = Sum([cluster], CapacityKind.Cpu);
        var (memoryTotal, memory) = Sum([cluster], CapacityKind.Memory);
        return cpu + request.CpuMhz <= settings.ClusterCpuThreshold * (cpuTotal * settings.CpuFactor)
            && memory + request.MemoryBytes <= settings.ClusterMemoryThreshold * (memoryTotal * settings.MemoryFactor);
    }

    private int Preference(HostEntry host)
    {
        var score = 0;
        if (request.GuestOsCategoryId is { } category && host.PreferredGuestOs is { } preferred) score = preferred == category ? 2 : -2;
        return !request.RequiresHvm && !host.IsHvm ? score + 1 : score;
    }

    private bool Suits(HostEntry host, bool tags)
    {
        if (request.Avoid.Hosts.Contains(host.Id) || host.State != "Up" || host.ResourceState != "Enabled") return false;
        if (request.RequiresHvm && settings.CheckHvm && !host.IsHvm) return false;
        if (host.Cores < request.Cores || host.Mhz < request.Mhz) return false;
        var limits = settings.GuestLimits.Where(l => l.Hypervisor == "KVM").ToList();
        var limit = limits.FirstOrDefault(l => l.Version == host.HypervisorVersion) ?? limits.FirstOrDefault(l => l.Version == "default");
        if (limit is not null && cloud.Usage[host.Id].Guests >= limit.MaxGuests) return false;
        if (!tags) return true;
        if (request.IsHaRestart && settings.HaTag is not null) return host.Tags.Contains(settings.HaTag);
        if (settings.HaTag is not null && host.Tags.Contains(settings.HaTag)) return false;
        return (request.HostTag is null || host.Tags.Contains(request.HostTag)) && (request.TemplateTag is null || host.Tags.Contains(request.TemplateTag));
    }

    private bool Reserved(HostEntry host) => cloud.Usage[host.Id].ReservedCpu >= request.CpuMhz && cloud.Usage[host.Id].ReservedMemory >= request.MemoryBytes;

    private bool Free(HostEntry host)
    {
        var usage = cloud.Usage[host.Id];
        return usage.UsedCpu + usage.ReservedCpu + request.CpuMhz <= (long)(host.Cores * host.Mhz * settings.CpuFactor)
            && usage.UsedMemory + usage.ReservedMemory + request.MemoryBytes <= (long)(host.MemoryBytes * settings.MemoryFactor);
    }

    private PoolEntry PoolOf(StoragePoolId id) => cloud.Pools.Single(p => p.Id == id);

    /// <summary>Whether any way to spread the volumes over pools is allowed: tries them all.</summary>
    public bool VolumesFit(HostEntry host) => Ways(host, 0, []).Any();

    public bool IsAllowed(HostEntry host, IReadOnlyList<StoragePoolId> pools) => Ways(host, 0, []).Any(way => way.SequenceEqual(pools));

    private IEnumerable<List<StoragePoolId>> Ways(HostEntry host, int at, List<StoragePoolId> chosen)
    {
        if (at == request.Volumes.Count)
        {
            if (cloud.Pools.All(p => HasRoom(p, chosen))) yield return chosen;
            yield break;
        }
        foreach (var pool in cloud.Pools.Where(p => IsAllowed(host, request.Volumes[at], p)))
        {
            foreach (var way in Ways(host, at + 1, [.. chosen, pool.Id])) yield return way;
        }
    }

    private bool IsAllowed(HostEntry host, VolumeRequest volume, PoolEntry pool)
    {
        if (request.Avoid.Pools.Contains(pool.Id) || pool.State != "Up") return false;
        if (pool.HostId is { } own ? own != host.Id : pool.ClusterId != host.ClusterId) return false;
        if (volume.ExistingPoolId is { } existing) return existing == pool.Id;
        return volume.IsLocal == pool.HostId is not null && volume.Tags.All(pool.Tags.Contains) && !(volume.IsRoot && pool.Type == "Iscsi")
            && cloud.Full.GetValueOrDefault(pool.Id) < settings.PoolFullThreshold;
    }

    private bool HasRoom(PoolEntry pool, List<StoragePoolId> chosen)
    {
        var fresh = request.Volumes.Where((v, i) => chosen[i] == pool.Id && v.ExistingPoolId is null).ToList();
        if (fresh.Count == 0) return true;
        var asked = fresh.Sum(v => v.SizeBytes) + fresh.Where(v => v.TemplateId is not null).Select(v => v.TemplateSizeBytes).Take(1).Sum();
        var factor = pool.Type == "NetworkFilesystem" ? settings.StorageFactor : 1;
        return cloud.Allocated[pool.Id] + asked <= settings.PoolAllocatedThreshold * pool.CapacityBytes * factor;
    }
}
