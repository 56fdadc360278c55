using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Ends a host's maintenance and takes it into service again; one that does not answer now is left to the monitor.</summary>
internal sealed class CancelHostMaintenanceSaga(HostConnector connector, HostViews views, Database database, PlacementIndex placement)
    : Saga<CancelHostMaintenance, HostSagaState, Host>
{
    protected override Task<HostSagaState> PrepareAsync(CancelHostMaintenance command, CommandContext context, CancellationToken ct)
    {
        var host = context.Row<HostRow>(command.Id.Value);
        Check(host);
        return Task.FromResult(new HostSagaState { EntityUuid = host.Uuid, EntityId = host.Id });
    }

    protected override async Task RecordAsync(CancelHostMaintenance command, HostSagaState state, CommandContext context, Db db)
    {
        var host = await db.Hosts.FirstAsync(row => row.Id == state.EntityId);
        Check(host);
        if (await db.VirtualMachines.FirstOrDefaultAsync(vm => vm.HostId == host.Id && vm.Removed.IsNotSet() && vm.State == VirtualMachineState.Migrating) is { } moving)
        {
            throw new CloudStackException(ErrorCode.Internal,
                $"The maintenance of the host {host.Name} cannot be cancelled while the virtual machine {moving.Name} is migrating. Wait until it has moved.");
        }
        host.ResourceState = HostResourceState.Enabled;
        await db.UpdateVersionedAsync(host);
    }

    protected override void Define(SagaBuilder<HostSagaState> saga) => saga.Step("connect", ConnectAsync);

    protected override Task<Host> ResultAsync(HostSagaState state, Db db) => views.GetAsync(db, state.EntityId);

    private async Task ConnectAsync(HostSagaState state, SagaRun run, CancellationToken ct)
    {
        var host = await database.ReadAsync(db => db.Hosts.FirstAsync(row => row.Id == state.EntityId, ct), ct);
        placement.Invalidate(host.ZoneId);
        try
        {
            await connector.ConnectAsync(host, ct);
        }
        catch (DriverException)
        {
            // The monitor marks the host, and connects it when it answers.
        }
    }

    private static void Check(HostRow host)
    {
        if (host.ResourceState is not (HostResourceState.PrepareForMaintenance or HostResourceState.Maintenance or HostResourceState.ErrorInMaintenance))
        {
            throw CloudStackException.Invalid($"The host {host.Name} is {host.ResourceState}; there is no maintenance to cancel.");
        }
    }
}
