using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Writes down that a VM has stopped by itself, and starts it again if it is to. The cloud's own command.</summary>
/// <param name="Id">The VM.</param>
/// <param name="HostId">The host where it was not seen running.</param>
/// <param name="Restart">Whether it is highly available and its guest did not power itself off.</param>
[Command("settleStoppedVirtualMachine", Access = Role.None, Runs = Runs.AsJob, JobInstance = "VirtualMachine")]
internal sealed record SettleStoppedVirtualMachine(VirtualMachineId Id, HostId HostId, bool Restart) : ICommand<Success>;

/// <summary>What the settlement of a VM that has stopped knows.</summary>
internal sealed class VmSettleState : VmState
{
    public VmStopState Stop { get; set; } = new();

    public VmStartState Start { get; set; } = new();
}

internal sealed class SettleStoppedVirtualMachineSaga(Database database, VmStopper stopper, VmStarter starter)
    : Saga<SettleStoppedVirtualMachine, VmSettleState, Success>
{
    protected override Task<VmSettleState> PrepareAsync(SettleStoppedVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        var state = VmState.Of<VmSettleState>(vm, context);
        (state.Stop, state.Start) = (VmState.Of<VmStopState>(vm, context), VmState.Of<VmStartState>(vm, context));
        (state.Stop.Forced, state.Stop.HostId) = (true, context.Row<HostRow>(command.HostId.Value).Id);
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmSettleState> saga) => saga
        .Step("look", LookAsync)
        .Steps(state => state.Stop, steps => stopper.AddSteps(steps))
        .Steps(state => state.Start, steps => starter.AddSteps(steps));

    protected override IReadOnlyList<string> Locks(VmSettleState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<Success> ResultAsync(VmSettleState state, Db db) => Task.FromResult(Success.Done);

    /// <summary>Its turn may have come after a reboot, a migration, or a stop and a start; so it looks again.</summary>
    private async Task LookAsync(VmSettleState state, SagaRun run, CancellationToken ct)
    {
        var hostId = state.Stop.HostId;
        var (vm, host) = await database.ReadAsync(async db => (
            await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct), await db.Hosts.FirstAsync(row => row.Id == hostId, ct)), ct);
        state.Stop.Skip = vm.State != VirtualMachineState.Running || vm.HostId != host.Id || await stopper.RunsAsync(vm, host, ct);
        state.Start.Start = !state.Stop.Skip && ((SettleStoppedVirtualMachine)run.Command).Restart;
    }
}
