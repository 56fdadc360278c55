using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes a NIC from a VM, at once when it runs.</summary>
internal sealed class RemoveNicFromVirtualMachineSaga(NicAllocator nics, NicPlugs plugs, VmNetworks elements, Database database)
    : Saga<RemoveNicFromVirtualMachine, VmNicState, VirtualMachine>
{
    protected override Task<VmNicState> PrepareAsync(RemoveNicFromVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, nic) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<NicRow>(command.NicId.Value));
        NicPlugs.CheckState(vm);
        NicPlugs.CheckBelongs(nic, vm);
        CheckNotDefault(nic, vm);
        var state = VmState.Of<VmNicState>(vm, context);
        (state.NicId, state.NetworkId) = (nic.Id, nic.NetworkId);
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmNicState> saga) => saga
        .Step("unplug", UnplugAsync, undo: (state, _, ct) => plugs.PlugAsync(state, ct))
        .Step("release", ReleaseAsync);

    protected override IReadOnlyList<string> Locks(VmNicState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmNicState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private static void CheckNotDefault(NicRow nic, VirtualMachineRow vm)
    {
        if (nic.IsDefault)
        {
            throw CloudStackException.Invalid($"The NIC {nic.Uuid} is the default one of the virtual machine {vm.Name}. Make another one the default first.");
        }
    }

    /// <summary>Its turn may have come after other changes of the VM.</summary>
    private async Task UnplugAsync(VmNicState state, SagaRun run, CancellationToken ct)
    {
        await database.ReadAsync(async db =>
        {
            var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct);
            NicPlugs.CheckState(vm);
            CheckNotDefault(await NicPlugs.FindAsync(db, state.NicId, vm), vm);
            return true;
        }, ct);
        await plugs.UnplugAsync(state, ct);
    }

    private async Task ReleaseAsync(VmNicState state, SagaRun run, CancellationToken ct)
    {
        await run.CommitAsync(async db =>
        {
            var vm = await db.LockAsync(state.EntityId);
            var nic = await NicPlugs.FindAsync(db, state.NicId, vm);
            CheckNotDefault(nic, vm);
            await nics.ReleaseAsync(db, nic);
        });
        await elements.TellAsync([state.NetworkId], ct);
    }
}
