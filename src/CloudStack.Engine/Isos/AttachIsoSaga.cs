using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class AttachIsoSaga(IsoDrive drive, Database database) : Saga<AttachIso, IsoDriveState, VirtualMachine>
{
    protected override async Task<IsoDriveState> PrepareAsync(AttachIso command, CommandContext context, CancellationToken ct)
    {
        var iso = TemplateAccess.OfKind(context.Row<TemplateRow>(command.Id.Value), isIso: true);
        var vm = context.Row<VirtualMachineRow>(command.VirtualMachineId.Value);
        drive.Check(vm, "attached to");
        var state = await database.ReadAsync(db => db.TemplateZones.Where(place => place.TemplateId == iso.Id && place.ZoneId == vm.ZoneId)
            .Select(place => place.State).FirstOrDefaultAsync(ct), ct);
        if (state != TemplateStates.Ready)
        {
            throw CloudStackException.Invalid($"The ISO {iso.Name} is not ready in the zone of the virtual machine {vm.Name}{(state is null ? "; register or copy it there" : $": {state}")}.");
        }
        var prepared = VmState.Of<IsoDriveState>(vm, context);
        prepared.IsoId = iso.Id;
        return prepared;
    }

    protected override void Define(SagaBuilder<IsoDriveState> saga) => drive.AddSteps(saga);

    protected override IReadOnlyList<string> Locks(IsoDriveState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(IsoDriveState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);
}
