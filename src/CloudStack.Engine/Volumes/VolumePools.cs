using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Claims room on pools for volumes that no placement decides about.</summary>
internal sealed class VolumePools(StoragePoolCapacities pools, VmClaims factors)
{
    /// <summary>Claims a volume's size on the pool of its zone that has most room: up, reached by a host that works, of the hypervisor, and with the offering's tags.</summary>
    /// <exception cref="CloudStackException">None has room (533).</exception>
    public async Task<StoragePoolRow> ClaimAnyAsync(Db db, VolumeRow volume, string hypervisor)
    {
        var offering = volume.DiskOfferingId is { } id ? await db.FindAsync<DiskOfferingRow>(id) : null;
        var (zone, isLocal) = (volume.ZoneId, offering?.UseLocalStorage ?? false);
        var found = await (from pool in db.StoragePools
                           join cluster in db.Clusters on pool.ClusterId equals cluster.Id
                           join capacity in db.StoragePoolCapacities on pool.Id equals capacity.PoolId
                           where pool.ZoneId == zone && pool.Removed.IsNotSet() && pool.Status == StoragePoolStatus.Up && (pool.HostId != null) == isLocal
                               && cluster.Hypervisor == hypervisor
                               && db.StoragePoolHosts.Any(link => link.PoolId == pool.Id && db.Hosts.Any(host => host.Id == link.HostId && host.Removed.IsNotSet()
                                   && host.Status == HostStatus.Up && host.ResourceState == HostResourceState.Enabled))
                           orderby capacity.TotalBytes - capacity.AllocatedBytes descending, pool.Id
                           select pool).ToListAsync();
        var tags = TagList.Split(offering?.StorageTags);
        foreach (var pool in found.Where(pool => tags.All(tag => TagList.Split(pool.Tags).Contains(tag, StringComparer.Ordinal))))
        {
            if (await TryClaimAsync(db, pool, volume.SizeBytes))
            {
                return pool;
            }
        }
        throw new CloudStackException(ErrorCode.InsufficientCapacity,
            $"No storage pool of the zone has room for the volume {volume.Name} ({volume.SizeBytes >> 30} GiB{(tags.Count == 0 ? "" : $", tags {offering!.StorageTags}")}) for {hypervisor} hosts.");
    }

    public Task<bool> TryClaimAsync(Db db, StoragePoolRow pool, long bytes)
    {
        var (factor, threshold) = factors.PoolFactors(pool.Type);
        return pools.TryClaimAsync(db, pool.Id, bytes, factor, threshold);
    }

    public Task ReleaseAsync(Db db, long pool, long bytes) => pools.ReleaseAsync(db, pool, bytes);
}
