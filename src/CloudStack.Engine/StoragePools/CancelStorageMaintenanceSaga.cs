using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>Takes a pool into service again: back on the hosts, then the VMs that its maintenance stopped are started.</summary>
internal sealed class CancelStorageMaintenanceSaga(
    PoolDetacher detacher, Database database, AlertLog alerts, PlacementIndex placement, IServiceProvider services)
    : Saga<CancelStorageMaintenance, PoolSagaState, StoragePool>
{
    protected override Task<PoolSagaState> PrepareAsync(CancelStorageMaintenance command, CommandContext context, CancellationToken ct)
    {
        var pool = context.Row<StoragePoolRow>(command.Id.Value);
        return pool.Status is StoragePoolStatus.Maintenance or StoragePoolStatus.ErrorInMaintenance
            ? Task.FromResult(new PoolSagaState { EntityUuid = pool.Uuid, EntityId = pool.Id })
            : throw CloudStackException.Invalid($"The storage pool {pool.Name} is {pool.Status}; there is no maintenance to cancel.");
    }

    protected override void Define(SagaBuilder<PoolSagaState> saga) => saga
        .Step("attach", AttachAsync)
        .Step("restore", RestoreAsync);

    protected override Task<StoragePool> ResultAsync(PoolSagaState state, Db db) =>
        db.StoragePools.Where(row => row.Id == state.EntityId).AsStoragePools(db).FirstAsync();

    protected override IReadOnlyList<string> Locks(PoolSagaState state) => [$"pool:{state.EntityId}"];

    private async Task AttachAsync(PoolSagaState state, SagaRun run, CancellationToken ct)
    {
        var (pool, hosts) = await database.ReadAsync(async db =>
        {
            var row = await db.StoragePools.FirstAsync(pool => pool.Id == state.EntityId, ct);
            return (row, await db.Hosts.Where(host => (row.HostId == null ? host.ClusterId == row.ClusterId : host.Id == row.HostId)
                && host.Removed.IsNotSet() && host.Type == HostRules.Routing && host.Status == HostStatus.Up).OrderBy(host => host.Id).ToListAsync(ct));
        }, ct);
        var failures = await detacher.AttachAsync(pool, hosts, ct);
        if (hosts.Count > 0 && failures.Count == hosts.Count)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable, $"No host can use the storage pool {pool.Name}. {failures.First().Value}");
        }
        await run.CommitAsync(async db =>
        {
            foreach (var host in hosts)
            {
                if (failures.TryGetValue(host.Id, out var failure))
                {
                    await db.StoragePoolHosts.DeleteAsync(link => link.PoolId == pool.Id && link.HostId == host.Id);
                    await alerts.AddAsync(db, AlertLog.Host, $"The host {host.Name} cannot use the storage pool {pool.Name}: {failure}",
                        host.ZoneId, host.PodId, host.ClusterId);
                }
                else
                {
                    await HostPools.LinkAsync(db, pool, host.Id);
                }
            }
            await db.StoragePools.Where(row => row.Id == pool.Id && row.Removed.IsNotSet())
                .Set(row => row.Status, StoragePoolStatus.Up).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        });
    }

    private async Task RestoreAsync(PoolSagaState state, SagaRun run, CancellationToken ct)
    {
        var pool = await database.ReadAsync(db => db.StoragePools.FirstAsync(row => row.Id == state.EntityId, ct), ct);
        placement.Invalidate(pool.ZoneId);
        if (services.GetService<IPoolEvacuator>() is { } evacuator)
        {
            await evacuator.RestoreAsync(pool, run.UserId, ct);
        }
    }
}
