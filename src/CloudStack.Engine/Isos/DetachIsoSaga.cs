using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class DetachIsoSaga(IsoDrive drive) : Saga<DetachIso, IsoDriveState, VirtualMachine>
{
    protected override Task<IsoDriveState> PrepareAsync(DetachIso command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.VirtualMachineId.Value);
        drive.Check(vm, "detached from");
        return vm.IsoId is not null ? Task.FromResult(VmState.Of<IsoDriveState>(vm, context))
            : throw CloudStackException.Invalid($"The virtual machine {vm.Name} has no ISO in its drive.");
    }

    protected override void Define(SagaBuilder<IsoDriveState> saga) => drive.AddSteps(saga);

    protected override IReadOnlyList<string> Locks(IsoDriveState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(IsoDriveState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);
}
