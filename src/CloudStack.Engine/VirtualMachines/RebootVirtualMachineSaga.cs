using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Restarts a running VM's guest where it is.</summary>
internal sealed class RebootVirtualMachineSaga(Database database, HypervisorGateway hypervisors) : Saga<RebootVirtualMachine, VmState, VirtualMachine>
{
    protected override Task<VmState> PrepareAsync(RebootVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        return vm.State == VirtualMachineState.Running ? Task.FromResult(VmState.Of<VmState>(vm, context)) : throw VmTransitions.Refuse(vm, "rebooted");
    }

    protected override void Define(SagaBuilder<VmState> saga) => saga.Step("reboot", RebootAsync);

    protected override IReadOnlyList<string> Locks(VmState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private async Task RebootAsync(VmState state, SagaRun run, CancellationToken ct)
    {
        var (vm, host) = await database.ReadAsync(async db =>
        {
            var row = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct);
            return (row, await db.Hosts.FirstOrDefaultAsync(host => host.Id == row.HostId, ct));
        }, ct);
        if (vm.State != VirtualMachineState.Running || host is null)
        {
            throw VmTransitions.Refuse(vm, "rebooted");
        }
        var connection = await hypervisors.ConnectAsync(host, ct);
        await connection.CallFacetAsync<IReboot, bool>("Rebooting", async (driver, endpoint) =>
        {
            await driver.RebootAsync(endpoint, VmSpecs.Ref(vm), ct);
            return true;
        }, ct);
    }
}
