using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>What holds for storage pools in more than one command.</summary>
internal static class PoolRules
{
    public const string ClusterScope = "CLUSTER", HostScope = "HOST";

    public static Task AddCapacityAsync(Db db, StoragePoolRow pool) =>
        db.InsertAsync(new StoragePoolCapacityRow { PoolId = pool.Id, ZoneId = pool.ZoneId, TotalBytes = pool.CapacityBytes });

    /// <summary>Removes a pool and what belongs to it.</summary>
    public static async Task RemoveAsync(Db db, StoragePoolRow pool, DateTimeOffset now)
    {
        await db.StoragePoolHosts.DeleteAsync(link => link.PoolId == pool.Id);
        await db.StoragePoolDetails.DeleteAsync(detail => detail.PoolId == pool.Id);
        await db.StoragePoolCapacities.DeleteAsync(capacity => capacity.PoolId == pool.Id);
        await db.TemplatePools.DeleteAsync(template => template.PoolId == pool.Id);
        pool.Removed = now;
        pool.Status = StoragePoolStatus.Removed;
        await db.UpdateVersionedAsync(pool);
    }
}
