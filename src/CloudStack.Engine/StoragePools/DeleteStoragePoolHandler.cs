using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Lets a shared pool in maintenance go. What is stored there stays stored; by force, volumes that were destroyed do not hold the pool back.</summary>
internal sealed class DeleteStoragePoolHandler(PoolDetacher detacher, PlacementIndex placement) : IHandler<DeleteStoragePool, Success>
{
    public async Task<Success> HandleAsync(DeleteStoragePool command, CommandContext context, CancellationToken ct)
    {
        var pool = context.Row<StoragePoolRow>(command.Id.Value);
        Check(pool);
        var hosts = await context.ReadAsync(db => PoolDetacher.HostsAsync(db, pool.Id), ct);
        await context.WriteAsync(async db =>
        {
            var row = await db.StoragePools.FirstAsync(other => other.Id == pool.Id);
            Check(row);
            var volumes = db.Volumes.Where(volume => volume.PoolId == row.Id && volume.Removed.IsNotSet());
            var blocking = command.Forced == true ? volumes.Where(volume => volume.State != VolumeState.Destroy) : volumes;
            if (await blocking.FirstOrDefaultAsync() is { } volume)
            {
                throw CloudStackException.Invalid($"The storage pool {row.Name} has the volume {volume.Name} ({volume.State}). "
                    + (volume.State == VolumeState.Destroy ? "Give forced=true to give up destroyed volumes." : "Delete or migrate its volumes first."));
            }
            await volumes.Set(other => other.Removed, context.Now).Set(other => other.HoldsBytes, 0).Set(other => other.Version, other => other.Version + 1).UpdateAsync();
            await PoolRules.RemoveAsync(db, row, context.Now);
        }, ct);
        placement.Invalidate(pool.ZoneId);
        await detacher.DetachQuietlyAsync(pool, hosts, ct);
        return Success.Done;
    }

    private static void Check(StoragePoolRow pool)
    {
        if (pool.HostId is not null)
        {
            throw CloudStackException.Invalid($"The storage pool {pool.Name} is a host's local storage; it goes with the host.");
        }
        if (pool.Status != StoragePoolStatus.Maintenance)
        {
            throw CloudStackException.Invalid($"The storage pool {pool.Name} is {pool.Status}. Put it into maintenance first (enableStorageMaintenance).");
        }
    }
}
