using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateStoragePoolHandler(PlacementIndex placement) : IHandler<UpdateStoragePool, StoragePool>
{
    public async Task<StoragePool> HandleAsync(UpdateStoragePool command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<StoragePoolRow>(command.Id.Value).Id;
        var (view, zoneId) = await context.WriteAsync(async db =>
        {
            var pool = await db.StoragePools.FirstAsync(row => row.Id == id);
            if (command.Tags is not null)
            {
                pool.Tags = HostRules.Tags("tags", command.Tags);
                await db.UpdateVersionedAsync(pool);
            }
            return (await db.StoragePools.Where(row => row.Id == id).AsStoragePools(db).FirstAsync(), pool.ZoneId);
        }, ct);
        placement.Invalidate(zoneId);
        return view;
    }
}
