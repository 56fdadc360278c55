using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Storage pools as clients see them.</summary>
internal static class StoragePoolViews
{
    public static IQueryable<StoragePool> AsStoragePools(this IQueryable<StoragePoolRow> pools, Db db) =>
        from pool in pools
        join zone in db.Zones on pool.ZoneId equals zone.Id
        from pod in db.Pods.Where(row => row.Id == pool.PodId).DefaultIfEmpty()
        from cluster in db.Clusters.Where(row => row.Id == pool.ClusterId).DefaultIfEmpty()
        from capacity in db.StoragePoolCapacities.Where(row => row.PoolId == pool.Id).DefaultIfEmpty()
        orderby pool.Id
        select new StoragePool
        {
            Id = new StoragePoolId(pool.Uuid),
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            PodId = pod == null ? null : new PodId(pod.Uuid),
            PodName = pod == null ? null : pod.Name,
            Name = pool.Name,
            IpAddress = pool.Host,
            Path = pool.Path,
            Created = pool.Created,
            Type = pool.Type,
            ClusterId = cluster == null ? null : new ClusterId(cluster.Uuid),
            ClusterName = cluster == null ? null : cluster.Name,
            DiskSizeTotal = pool.CapacityBytes,
            DiskSizeAllocated = capacity == null ? 0 : capacity.AllocatedBytes,
            DiskSizeUsed = pool.UsedBytes,
            Tags = pool.Tags,
            State = pool.Status,
        };
}
