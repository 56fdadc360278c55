using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// What zones, pods and clusters have and use, each kind by one grouped query. Disabled clusters, and hosts that are not enabled, count nothing: nothing
/// can be placed there. CPU counts with its factor, and so does the allocated storage of NFS pools.
/// </summary>
internal sealed class CapacityReport(SettingsStore settings)
{
    public async Task<List<CapacityFigure>> ReadAsync(Db db, CapacityFilter filter, CapacityLevel level, int? type = null)
    {
        List<CapacityFigure> parts = [];
        if (Asks(type, CapacityTypes.Memory, CapacityTypes.Cpu))
        {
            parts.AddRange(await HostsAsync(db, filter));
        }
        if (Asks(type, CapacityTypes.Storage, CapacityTypes.AllocatedStorage, CapacityTypes.LocalStorage))
        {
            parts.AddRange(await PoolsAsync(db, filter));
        }
        if (filter.WholePods && level != CapacityLevel.Cluster && Asks(type, CapacityTypes.PrivateIp))
        {
            parts.AddRange(await PrivateIpsAsync(db, filter));
        }
        if (filter.WholeZones && level == CapacityLevel.Zone)
        {
            if (Asks(type, CapacityTypes.PublicIp, CapacityTypes.SharedNetworkIp))
            {
                parts.AddRange(await PublicIpsAsync(db, filter));
            }
            if (Asks(type, CapacityTypes.Vlan))
            {
                parts.AddRange(await VlansAsync(db, filter));
            }
            if (Asks(type, CapacityTypes.SecondaryStorage))
            {
                parts.AddRange(await SecondaryStorageAsync(db, filter));
            }
        }
        return [.. parts.Where(part => type is null || part.Type == type)
            .GroupBy(part => (part.Type, part.ZoneId, PodId: level == CapacityLevel.Zone ? null : part.PodId, ClusterId: level == CapacityLevel.Cluster ? part.ClusterId : null))
            .Select(group => new CapacityFigure(group.Key.Type, group.Key.ZoneId, group.Key.PodId, group.Key.ClusterId, group.Sum(part => part.Used), group.Sum(part => part.Total)))
            .OrderBy(figure => figure.ZoneId).ThenBy(figure => figure.PodId).ThenBy(figure => figure.ClusterId).ThenBy(figure => figure.Type)];
    }

    private static bool Asks(int? type, params ReadOnlySpan<short> offered)
    {
        foreach (var one in offered)
        {
            if (type is null || type == one)
            {
                return true;
            }
        }
        return false;
    }

    private async Task<IEnumerable<CapacityFigure>> HostsAsync(Db db, CapacityFilter filter)
    {
        var sums = await (from capacity in db.HostCapacities
                          join host in db.Hosts on capacity.HostId equals host.Id
                          join cluster in Clusters(db, filter) on host.ClusterId equals cluster.Id
                          where host.Removed.IsNotSet() && host.ResourceState == HostResourceState.Enabled
                          group capacity by new { cluster.ZoneId, cluster.PodId, cluster.Id } into hosts
                          select new
                          {
                              hosts.Key,
                              Cpu = hosts.Sum(row => row.UsedCpu + row.ReservedCpu),
                              TotalCpu = hosts.Sum(row => row.TotalCpu),
                              Memory = hosts.Sum(row => row.UsedMemory + row.ReservedMemory),
                              TotalMemory = hosts.Sum(row => row.TotalMemory),
                          }).ToListAsync();
        var factor = settings.Current.CpuOverprovisioningFactor;
        return sums.SelectMany(sum => new CapacityFigure[]
        {
            new(CapacityTypes.Memory, sum.Key.ZoneId, sum.Key.PodId, sum.Key.Id, sum.Memory, sum.TotalMemory),
            new(CapacityTypes.Cpu, sum.Key.ZoneId, sum.Key.PodId, sum.Key.Id, sum.Cpu, (long)(sum.TotalCpu * factor)),
        });
    }

    private async Task<IEnumerable<CapacityFigure>> PoolsAsync(Db db, CapacityFilter filter)
    {
        var sums = await (from pool in db.StoragePools
                          join capacity in db.StoragePoolCapacities on pool.Id equals capacity.PoolId
                          join cluster in Clusters(db, filter) on pool.ClusterId equals cluster.Id
                          where pool.Removed.IsNotSet()
                          group new { pool, capacity } by new { cluster.ZoneId, cluster.PodId, cluster.Id, pool.Scope, pool.Type } into pools
                          select new
                          {
                              pools.Key,
                              Used = pools.Sum(row => row.pool.UsedBytes),
                              Allocated = pools.Sum(row => row.capacity.AllocatedBytes),
                              Total = pools.Sum(row => row.capacity.TotalBytes),
                          }).ToListAsync();
        return sums.SelectMany(sum => new CapacityFigure[]
        {
            new(CapacityTypes.Storage, sum.Key.ZoneId, sum.Key.PodId, sum.Key.Id, sum.Used, sum.Total),
            new(sum.Key.Scope == PoolRules.HostScope ? CapacityTypes.LocalStorage : CapacityTypes.AllocatedStorage, sum.Key.ZoneId, sum.Key.PodId, sum.Key.Id,
                sum.Allocated, (long)(sum.Total * StoragePoolCapacities.FactorFor(sum.Key.Type, settings.Current))),
        });
    }

    private static async Task<IEnumerable<CapacityFigure>> PrivateIpsAsync(Db db, CapacityFilter filter)
    {
        var pods = db.Pods.Where(pod => pod.Removed.IsNotSet());
        if (filter.ZoneIds is { } zoneIds)
        {
            pods = pods.Where(pod => zoneIds.Contains(pod.ZoneId));
        }
        if (filter.PodIds is { } podIds)
        {
            pods = pods.Where(pod => podIds.Contains(pod.Id));
        }
        var sums = await (from address in db.PodIps
                          join pod in pods on address.PodId equals pod.Id
                          group address by new { pod.ZoneId, pod.Id } into addresses
                          select new { addresses.Key, Used = addresses.Sum(row => row.Taken == null ? 0 : 1), Total = addresses.Count() }).ToListAsync();
        return sums.Select(sum => new CapacityFigure(CapacityTypes.PrivateIp, sum.Key.ZoneId, sum.Key.Id, null, sum.Used, sum.Total));
    }

    private static async Task<IEnumerable<CapacityFigure>> PublicIpsAsync(Db db, CapacityFilter filter)
    {
        var zones = Zones(db, filter);
        var sums = await (from address in db.IpAddresses
                          join range in db.VlanIpRanges on address.RangeId equals range.Id
                          join zone in zones on range.ZoneId equals zone.Id
                          where range.Removed.IsNotSet()
                          group address by new { range.ZoneId, range.Type } into addresses
                          select new { addresses.Key, Used = addresses.Sum(row => row.State == IpAddressState.Free ? 0 : 1), Total = addresses.Count() }).ToListAsync();
        return sums.Select(sum => new CapacityFigure(sum.Key.Type == "DirectAttached" ? CapacityTypes.SharedNetworkIp : CapacityTypes.PublicIp,
            sum.Key.ZoneId, null, null, sum.Used, sum.Total));
    }

    private static async Task<IEnumerable<CapacityFigure>> VlansAsync(Db db, CapacityFilter filter)
    {
        var zones = Zones(db, filter);
        var sums = await (from tag in db.VlanTags
                          join zone in zones on tag.ZoneId equals zone.Id
                          group tag by tag.ZoneId into tags
                          select new { ZoneId = tags.Key, Used = tags.Sum(row => row.Taken == null ? 0 : 1), Total = tags.Count() }).ToListAsync();
        return sums.Select(sum => new CapacityFigure(CapacityTypes.Vlan, sum.ZoneId, null, null, sum.Used, sum.Total));
    }

    private static async Task<IEnumerable<CapacityFigure>> SecondaryStorageAsync(Db db, CapacityFilter filter)
    {
        var zones = Zones(db, filter);
        var sums = await (from zone in zones
                          from store in db.ImageStores.Where(row => row.ZoneId == zone.Id && row.Removed.IsNotSet()).DefaultIfEmpty()
                          group store by zone.Id into stores
                          select new { ZoneId = stores.Key, Used = stores.Sum(row => (long?)row.UsedBytes) ?? 0, Total = stores.Sum(row => (long?)row.CapacityBytes) ?? 0 }).ToListAsync();
        return sums.Select(sum => new CapacityFigure(CapacityTypes.SecondaryStorage, sum.ZoneId, null, null, sum.Used, sum.Total));
    }

    private static IQueryable<ZoneRow> Zones(Db db, CapacityFilter filter)
    {
        var zones = db.Zones.Where(zone => zone.Removed.IsNotSet());
        return filter.ZoneIds is { } ids ? zones.Where(zone => ids.Contains(zone.Id)) : zones;
    }

    private static IQueryable<ClusterRow> Clusters(Db db, CapacityFilter filter)
    {
        var clusters = db.Clusters.Where(cluster => cluster.Removed.IsNotSet() && cluster.AllocationState == AllocationState.Enabled);
        if (filter.ZoneIds is { } zoneIds)
        {
            clusters = clusters.Where(cluster => zoneIds.Contains(cluster.ZoneId));
        }
        if (filter.PodIds is { } podIds)
        {
            clusters = clusters.Where(cluster => podIds.Contains(cluster.PodId));
        }
        return filter.ClusterIds is { } clusterIds ? clusters.Where(cluster => clusterIds.Contains(cluster.Id)) : clusters;
    }
}
