using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>What holds for storage pools in more than one command.</summary>
internal static class PoolRules
{
    public const string ClusterScope = "CLUSTER", HostScope = "HOST";

    public static Task AddCapacityAsync(Db db, StoragePoolRow pool) =>
        db.InsertAsync(new StoragePoolCapacityRow { PoolId = pool.Id, ZoneId = pool.ZoneId, TotalBytes = pool.CapacityBytes });
}
