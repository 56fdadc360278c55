using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What a restore knows.</summary>
internal sealed class VmRestoreState : VmState
{
    public VmStopState Stop { get; set; } = new();

    public VmStartState Start { get; set; } = new();

    /// <summary>The disk that is replaced, and 0 before that.</summary>
    public long OldRootId { get; set; }

    public Guid OldRoot { get; set; }

    public VolumeState OldRootState { get; set; }

    public long NewRootId { get; set; }
}

/// <summary>
/// Gives a VM a fresh root disk from its template; what was on the old one is gone. The old disk goes last, so that a restore that fails gives it back.
/// </summary>
internal sealed class RestoreVirtualMachineSaga(VmStopper stopper, VmStarter starter, Dispatcher dispatcher, IIdSource ids, TimeProvider time)
    : Saga<RestoreVirtualMachine, VmRestoreState, VirtualMachine>
{
    protected override Task<VmRestoreState> PrepareAsync(RestoreVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.VirtualMachineId.Value);
        Check(vm);
        var state = VmState.Of<VmRestoreState>(vm, context);
        (state.Stop, state.Start) = (VmState.Of<VmStopState>(vm, context), VmState.Of<VmStartState>(vm, context));
        state.Start.IsRootAdmin = context.Caller.IsRoot;
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmRestoreState> saga) => saga
        .Step("look", LookAsync)
        .Steps(state => state.Stop, steps => stopper.AddSteps(steps))
        .Step("replace", ReplaceAsync, undo: GiveBackAsync)
        .Steps(state => state.Start, steps => starter.AddSteps(steps))
        .Step("discard", DiscardAsync);

    protected override IReadOnlyList<string> Locks(VmRestoreState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmRestoreState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private static void Check(VirtualMachineRow vm)
    {
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw VmTransitions.Refuse(vm, "restored");
        }
    }

    /// <summary>Its turn may have come after a start, a stop or the end of the VM.</summary>
    private static Task LookAsync(VmRestoreState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        Check(vm);
        state.Start.Start = vm.State == VirtualMachineState.Running;
    });

    private Task ReplaceAsync(VmRestoreState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        if (vm.State != VirtualMachineState.Stopped)
        {
            throw VmTransitions.Refuse(vm, "restored");
        }
        var now = time.GetUtcNow();
        var old = await db.Volumes.FirstAsync(row => row.VmId == vm.Id && row.Type == VolumeType.Root && row.Removed.IsNotSet());
        var fresh = await db.InsertRowAsync(new VolumeRow
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
            .Set(row => row.State, VolumeState.Destroying).Set(row => row.VmId, (long?)null).Set(row => row.DeviceId, (int?)null).UpdateAsync();
        (state.OldRootId, state.OldRoot, state.OldRootState, state.NewRootId) = (old.Id, old.Uuid, old.State, fresh.Id);
    });

    /// <summary>By now the new disk is on no pool any more.</summary>
    private static Task GiveBackAsync(VmRestoreState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        if (state.OldRootId == 0 || await db.Volumes.DeleteAsync(row => row.Id == state.NewRootId && row.VmId == state.EntityId) == 0)
        {
            return;
        }
        await db.Volumes.Where(row => row.Id == state.OldRootId)
            .Set(row => row.State, state.OldRootState).Set(row => row.VmId, state.EntityId).Set(row => row.DeviceId, 0).UpdateAsync();
    });

    private async Task DiscardAsync(VmRestoreState state, SagaRun run, CancellationToken ct)
    {
        await run.CommitAsync(db => db.Volumes.Where(row => row.Id == state.OldRootId).Set(row => row.State, VolumeState.Destroy).UpdateAsync());
        try
        {
            await dispatcher.StartAsync(new ExpungeVolume(new VolumeId(state.OldRoot)), Caller.System, ct);
        }
        catch (CloudStackException)
        {
            // The volume cleanup takes it up.
        }
    }
}
