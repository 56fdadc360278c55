using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Stops a VM. It keeps its volumes and addresses, and for a while its place on the host.</summary>
internal sealed class StopVirtualMachineSaga(VmStopper stopper) : Saga<StopVirtualMachine, VmStopState, VirtualMachine>
{
    protected override Task<VmStopState> PrepareAsync(StopVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var state = VmState.Of<VmStopState>(context.Row<VirtualMachineRow>(command.Id.Value), context);
        state.Forced = command.Forced == true;
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmStopState> saga) => stopper.AddSteps(saga);

    protected override IReadOnlyList<string> Locks(VmStopState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmStopState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);
}
