using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class PrepareHostForMaintenanceSaga(HostMaintenance maintenance, HostViews views, Database database, PlacementIndex placement)
    : Saga<PrepareHostForMaintenance, HostSagaState, Host>
{
    protected override async Task<HostSagaState> PrepareAsync(PrepareHostForMaintenance command, CommandContext context, CancellationToken ct)
    {
        var host = context.Row<HostRow>(command.Id.Value);
        await context.ReadAsync(async db =>
        {
            await CheckAsync(db, host);
            return true;
        }, ct);
        return new() { EntityUuid = host.Uuid, EntityId = host.Id };
    }

    protected override async Task RecordAsync(PrepareHostForMaintenance command, HostSagaState state, CommandContext context, Db db)
    {
        var host = await db.Hosts.FirstAsync(row => row.Id == state.EntityId);
        // Two hosts of one cluster must not both slip through, so their preparations meet at the cluster's row.
        await db.Clusters.Where(row => row.Id == host.ClusterId).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        await CheckAsync(db, host);
        host.ResourceState = HostResourceState.PrepareForMaintenance;
        await db.UpdateVersionedAsync(host);
    }

    protected override void Define(SagaBuilder<HostSagaState> saga) => saga.Step("evacuate", EvacuateAsync);

    protected override Task<Host> ResultAsync(HostSagaState state, Db db) => views.GetAsync(db, state.EntityId);

    protected override Task FailedAsync(HostSagaState state, Db db, Exception reason) =>
        db.Hosts.Where(row => row.Id == state.EntityId && row.ResourceState == HostResourceState.PrepareForMaintenance)
            .Set(row => row.ResourceState, HostResourceState.ErrorInMaintenance).Set(row => row.Version, row => row.Version + 1).UpdateAsync();

    protected override IReadOnlyList<string> Locks(HostSagaState state) => [$"host:{state.EntityId}"];

    private async Task EvacuateAsync(HostSagaState state, SagaRun run, CancellationToken ct)
    {
        var host = await database.ReadAsync(db => db.Hosts.FirstAsync(row => row.Id == state.EntityId, ct), ct);
        placement.Invalidate(host.ZoneId);
        if (host is { Removed: null, ResourceState: HostResourceState.PrepareForMaintenance })
        {
            await maintenance.EvacuateAsync(host, run.UserId, ct);
        }
    }

    private static async Task CheckAsync(Db db, HostRow host)
    {
        if (host.Type != HostRules.Routing)
        {
            throw CloudStackException.Invalid($"{host.Name} runs no virtual machines, so it has no maintenance.");
        }
        if (host.ResourceState != HostResourceState.Enabled)
        {
            throw CloudStackException.Invalid($"The host {host.Name} is {host.ResourceState}; maintenance begins with a host that is Enabled.");
        }
        var other = await db.Hosts.Where(row => row.ClusterId == host.ClusterId && row.Id != host.Id && row.Removed.IsNotSet()
            && (row.ResourceState == HostResourceState.PrepareForMaintenance || row.ResourceState == HostResourceState.ErrorInMaintenance)).FirstOrDefaultAsync();
        if (other is not null)
        {
            throw CloudStackException.Invalid($"The host {other.Name} of the same cluster is {other.ResourceState}. Wait until it is in Maintenance, or cancel that.");
        }
        var local = await (from pool in db.StoragePools
                           join volume in db.Volumes on pool.Id equals volume.PoolId
                           join vm in db.VirtualMachines on volume.VmId equals vm.Id
                           where pool.HostId == host.Id && pool.Removed.IsNotSet() && volume.Removed.IsNotSet() && vm.HostId == host.Id && vm.Removed.IsNotSet()
                           select vm.Name).FirstOrDefaultAsync();
        if (local is not null)
        {
            throw CloudStackException.Invalid(
                $"The virtual machine {local} has volumes on the local storage of the host {host.Name} and cannot move. Stop all such virtual machines first.");
        }
    }
}
