using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes a VM from a host where it should not run. The cloud's own command.</summary>
/// <param name="Id">The VM.</param>
/// <param name="HostId">The host where it was seen.</param>
[Command("removeStrayVirtualMachine", Access = Role.None, Runs = Runs.AsJob)]
internal sealed record RemoveStrayVirtualMachine(VirtualMachineId Id, HostId HostId) : ICommand<Success>;

internal sealed class RemoveStrayVirtualMachineSaga(Database database, HypervisorGateway hypervisors) : Saga<RemoveStrayVirtualMachine, VmMigrationState, Success>
{
    protected override Task<VmMigrationState> PrepareAsync(RemoveStrayVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var state = VmState.Of<VmMigrationState>(context.Row<VirtualMachineRow>(command.Id.Value), context);
        state.SourceId = context.Row<HostRow>(command.HostId.Value).Id;
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmMigrationState> saga) => saga.Step("remove", RemoveAsync);

    protected override IReadOnlyList<string> Locks(VmMigrationState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<Success> ResultAsync(VmMigrationState state, Db db) => Task.FromResult(Success.Done);

    /// <summary>Its turn may have come after a start or a migration; then it is at home by now.</summary>
    private async Task RemoveAsync(VmMigrationState state, SagaRun run, CancellationToken ct)
    {
        var (vm, host) = await database.ReadAsync(async db => (
            await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct), await db.Hosts.FirstAsync(row => row.Id == state.SourceId, ct)), ct);
        if (VmPowerSync.IsStray(vm, host))
        {
            var connection = await hypervisors.ConnectAsync(host, ct);
            await connection.CallAsync((driver, endpoint) => driver.RemoveAsync(endpoint, VmSpecs.Ref(vm), ct), ct);
        }
    }
}
