using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What a restore knows.</summary>
internal sealed class VmRestoreState : VmState
{
    public bool WasRunning { get; set; }

    public Guid? OldRoot { get; set; }
}

/// <summary>Gives a VM a fresh root disk from its template; what was on the old one is gone.</summary>
internal sealed class RestoreVirtualMachineSaga(Dispatcher dispatcher, IIdSource ids, TimeProvider time) : Saga<RestoreVirtualMachine, VmRestoreState, VirtualMachine>
{
    protected override Task<VmRestoreState> PrepareAsync(RestoreVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.VirtualMachineId.Value);
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw VmTransitions.Refuse(vm, "restored");
        }
        var state = VmState.Of<VmRestoreState>(vm, context);
        state.WasRunning = vm.State == VirtualMachineState.Running;
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmRestoreState> saga) => saga
        .Step("stop", StopAsync)
        .Step("replace", ReplaceAsync)
        .Step("expunge", ExpungeAsync)
        .Step("start", StartAsync);

    /// <summary>Not the VM's own lock, which the stop and the start inside take.</summary>
    protected override IReadOnlyList<string> Locks(VmRestoreState state) => [$"restore:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmRestoreState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private Task StopAsync(VmRestoreState state, SagaRun run, CancellationToken ct) =>
        dispatcher.ExecuteAsync(new StopVirtualMachine(Id(state)), Caller.System, ct);

    private Task ReplaceAsync(VmRestoreState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        if (vm.State != VirtualMachineState.Stopped)
        {
            throw VmTransitions.Refuse(vm, "restored");
        }
        var now = time.GetUtcNow();
        var old = await db.Volumes.FirstAsync(row => row.VmId == vm.Id && row.Type == VolumeType.Root && row.Removed == null);
        state.OldRoot = old.Uuid;
        await db.InsertRowAsync(new VolumeRow
        {
            Uuid = ids.NewGuid(),
            AccountId = old.AccountId,
            DomainId = old.DomainId,
            Name = old.Name,
            Type = VolumeType.Root,
            State = VolumeState.Allocated,
            ZoneId = old.ZoneId,
            VmId = vm.Id,
            DeviceId = 0,
            SizeBytes = old.SizeBytes,
            DiskOfferingId = old.DiskOfferingId,
            ServiceOfferingId = old.ServiceOfferingId,
            TemplateId = old.TemplateId,
            Attached = now,
            Updated = now,
            Created = now,
        });
        await db.Volumes.Where(row => row.Id == old.Id)
            .Set(row => row.State, VolumeState.Destroy).Set(row => row.VmId, (long?)null).Set(row => row.DeviceId, (int?)null).UpdateAsync();
    });

    private async Task ExpungeAsync(VmRestoreState state, SagaRun run, CancellationToken ct) =>
        await dispatcher.StartAsync(new ExpungeVolume(new VolumeId(state.OldRoot!.Value)), Caller.System, ct);

    private async Task StartAsync(VmRestoreState state, SagaRun run, CancellationToken ct)
    {
        if (state.WasRunning)
        {
            await dispatcher.ExecuteAsync(new StartVirtualMachine(Id(state)), Caller.System, ct);
        }
    }

    private static VirtualMachineId Id(VmRestoreState state) => new(state.EntityUuid!.Value);
}
