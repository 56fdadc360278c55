using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>Takes a pool out of service: stops the VMs that use it, then takes it off the hosts.</summary>
internal sealed class EnableStorageMaintenanceSaga(PoolDetacher detacher, Database database, PlacementIndex placement, IServiceProvider services)
    : Saga<EnableStorageMaintenance, PoolSagaState, StoragePool>
{
    protected override Task<PoolSagaState> PrepareAsync(EnableStorageMaintenance command, CommandContext context, CancellationToken ct)
    {
        var pool = context.Row<StoragePoolRow>(command.Id.Value);
        return context.ReadAsync(async db =>
        {
            await CheckAsync(db, pool);
            return new PoolSagaState { EntityUuid = pool.Uuid, EntityId = pool.Id };
        }, ct);
    }

    protected override async Task RecordAsync(EnableStorageMaintenance command, PoolSagaState state, CommandContext context, Db db)
    {
        var pool = await db.StoragePools.FirstAsync(row => row.Id == state.EntityId);
        await db.Clusters.Where(row => row.Id == pool.ClusterId).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        await CheckAsync(db, pool);
        pool.Status = StoragePoolStatus.PrepareForMaintenance;
        await db.UpdateVersionedAsync(pool);
    }

    protected override void Define(SagaBuilder<PoolSagaState> saga) => saga
        .Step("vacate", VacateAsync)
        .Step("detach", DetachAsync);

    protected override Task<StoragePool> ResultAsync(PoolSagaState state, Db db) =>
        db.StoragePools.Where(row => row.Id == state.EntityId).AsStoragePools(db).FirstAsync();

    protected override Task FailedAsync(PoolSagaState state, Db db, Exception reason) =>
        db.StoragePools.Where(row => row.Id == state.EntityId && row.Status == StoragePoolStatus.PrepareForMaintenance)
            .Set(row => row.Status, StoragePoolStatus.ErrorInMaintenance).Set(row => row.Version, row => row.Version + 1).UpdateAsync();

    protected override IReadOnlyList<string> Locks(PoolSagaState state) => [$"pool:{state.EntityId}"];

    private async Task VacateAsync(PoolSagaState state, SagaRun run, CancellationToken ct)
    {
        var pool = await PoolAsync(state, ct);
        placement.Invalidate(pool.ZoneId);
        if (services.GetService<IPoolEvacuator>() is { } evacuator)
        {
            await evacuator.EvacuateAsync(pool, run.UserId, ct);
        }
        var running = await database.ReadAsync(db => (from volume in db.Volumes
                                                      join vm in db.VirtualMachines on volume.VmId equals vm.Id
                                                      where volume.PoolId == pool.Id && volume.Removed.IsNotSet() && vm.Removed.IsNotSet() && vm.HostId != null
                                                      select vm.Name).FirstOrDefaultAsync(ct), ct);
        if (running is not null)
        {
            throw new CloudStackException(ErrorCode.Internal,
                $"The storage pool {pool.Name} cannot go into maintenance: the virtual machine {running} uses it. Stop it and enable maintenance again.");
        }
    }

    private async Task DetachAsync(PoolSagaState state, SagaRun run, CancellationToken ct)
    {
        var pool = await PoolAsync(state, ct);
        await detacher.DetachAsync(pool, await database.ReadAsync(db => PoolDetacher.HostsAsync(db, pool.Id), ct), ct);
        await run.CommitAsync(db => db.StoragePools.Where(row => row.Id == pool.Id && row.Status == StoragePoolStatus.PrepareForMaintenance)
            .Set(row => row.Status, StoragePoolStatus.Maintenance).Set(row => row.Version, row => row.Version + 1).UpdateAsync());
    }

    private Task<StoragePoolRow> PoolAsync(PoolSagaState state, CancellationToken ct) =>
        database.ReadAsync(db => db.StoragePools.FirstAsync(row => row.Id == state.EntityId, ct), ct);

    private static async Task CheckAsync(Db db, StoragePoolRow pool)
    {
        if (pool.Status is not (StoragePoolStatus.Up or StoragePoolStatus.ErrorInMaintenance))
        {
            throw CloudStackException.Invalid($"The storage pool {pool.Name} is {pool.Status}; maintenance begins with one that is Up or ErrorInMaintenance.");
        }
        var other = await db.StoragePools.Where(row => row.ClusterId == pool.ClusterId && row.Id != pool.Id && row.Removed.IsNotSet()
            && row.Status == StoragePoolStatus.PrepareForMaintenance).Select(row => row.Name).FirstOrDefaultAsync();
        if (other is not null)
        {
            throw CloudStackException.Invalid($"The storage pool {other} of the same cluster is being prepared for maintenance. Wait until it is there.");
        }
    }
}
