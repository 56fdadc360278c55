using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ReconnectHostSaga(HostConnector connector, HostViews views, Database database) : Saga<ReconnectHost, HostSagaState, Host>
{
    protected override Task<HostSagaState> PrepareAsync(ReconnectHost command, CommandContext context, CancellationToken ct)
    {
        var host = context.Row<HostRow>(command.Id.Value);
        if (host.Type != HostRules.Routing)
        {
            throw CloudStackException.Invalid($"{host.Name} is no hypervisor host; there is nothing to reconnect to.");
        }
        return context.ReadAsync(async db =>
        {
            var unmanaged = await db.Clusters.Where(row => row.Id == host.ClusterId && row.ManagedState != ManagedState.Managed).Select(row => row.Name).FirstOrDefaultAsync();
            return unmanaged is null ? new HostSagaState { EntityUuid = host.Uuid, EntityId = host.Id } : throw CloudStackException.Invalid(
                $"The host {host.Name} is in the cluster {unmanaged}, which is not managed. Manage the cluster again instead.");
        }, ct);
    }

    protected override void Define(SagaBuilder<HostSagaState> saga) => saga.Step("connect", ConnectAsync);

    protected override Task<Host> ResultAsync(HostSagaState state, Db db) => views.GetAsync(db, state.EntityId);

    private async Task ConnectAsync(HostSagaState state, SagaRun run, CancellationToken ct)
    {
        var host = await database.ReadAsync(db => db.Hosts.FirstAsync(row => row.Id == state.EntityId, ct), ct);
        try
        {
            await connector.ConnectAsync(host, ct);
        }
        catch (DriverException exception)
        {
            throw new CloudStackException(ErrorCode.Internal, $"Failed to reconnect the host {host.Name}: {exception.Message}", exception);
        }
    }
}
