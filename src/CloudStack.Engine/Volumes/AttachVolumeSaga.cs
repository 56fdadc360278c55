using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Attaches a data volume to a VM. One that was never attached is made first, on a pool that the VM's host reaches.</summary>
internal sealed class AttachVolumeSaga(
    Database database, VolumePlugs plugs, VolumeClaims claims, VmProvisioner provisioner, HypervisorGateway hypervisors, TimeProvider time)
    : Saga<AttachVolume, VolumeSagaState, Volume>
{
    protected override async Task<VolumeSagaState> PrepareAsync(AttachVolume command, CommandContext context, CancellationToken ct)
    {
        var (volume, vm) = (context.Row<VolumeRow>(command.Id.Value), context.Row<VirtualMachineRow>(command.VirtualMachineId.Value));
        await database.ReadAsync(async db =>
        {
            await plugs.CheckAttachAsync(db, volume, vm, command.DeviceId, ct);
            return true;
        }, ct);
        return new VolumeSagaState
        {
            EntityUuid = volume.Uuid,
            EntityId = volume.Id,
            OwnerAccountId = volume.AccountId,
            OwnerDomainId = volume.DomainId,
            ForAdmin = context.Caller.IsRoot,
            VmId = vm.Id,
            VmUuid = vm.Uuid,
        };
    }

    protected override void Define(SagaBuilder<VolumeSagaState> saga) => saga
        .Step("attach", AttachAsync, undo: DetachAsync)
        .Step("make", MakeAsync, undo: RemoveAsync)
        .Step("plug", PlugAsync, undo: UnplugAsync);

    protected override IReadOnlyList<string> Locks(VolumeSagaState state) => [$"vm:{state.VmUuid}", $"volume:{state.EntityUuid}"];

    protected override Task<Volume> ResultAsync(VolumeSagaState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    /// <summary>The place on the VM is taken first, so that nobody else takes it.</summary>
    private Task AttachAsync(VolumeSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var (volume, vm) = (await db.Volumes.FirstAsync(row => row.Id == state.EntityId), await db.VirtualMachines.FirstAsync(row => row.Id == state.VmId));
        var wanted = ((AttachVolume)run.Command).DeviceId;
        await plugs.CheckAttachAsync(db, volume, vm, wanted, ct);
        var (device, now) = (DeviceIds.Choose(wanted, await plugs.TakenAsync(db, vm.Id)), time.GetUtcNow());
        var attached = await db.Volumes.Where(row => row.Id == volume.Id && row.VmId == null && row.State == volume.State && row.Removed.IsNotSet())
            .Set(row => row.VmId, vm.Id).Set(row => row.DeviceId, device).Set(row => row.Attached, now).UpdateAsync();
        if (attached != 1)
        {
            throw new ConflictException(nameof(VolumeRow), volume.Id);
        }
        (state.DeviceId, state.WasMade, state.IsAttached) = (device, volume.State == VolumeState.Ready, true);
    });

    /// <summary>Only what this saga attached: where the volume is attached already, the attachment is another saga's.</summary>
    private Task DetachAsync(VolumeSagaState state, SagaRun run, CancellationToken ct) =>
        run.CommitAsync(db => state.IsAttached ? plugs.DetachAsync(db, state.EntityId, state.VmId) : Task.CompletedTask);

    private async Task MakeAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var (volume, vm) = await ReadAsync(state, ct);
        if (volume.State == VolumeState.Ready)
        {
            return;
        }
        if (volume.PoolId is null && await claims.ClaimAsync(volume, vm, ct) is null)
        {
            // A VM that has never run, or whose cluster has no host up, gets its volumes made when it starts.
            return;
        }
        var host = await plugs.HostAsync(vm, ct) ?? throw VolumePlugs.NoHost(volume);
        var made = await provisioner.MakeAsync(await hypervisors.ConnectAsync(host, ct), await provisioner.ReadAsync([volume.Id], ct), ct);
        await run.CommitAsync(db => provisioner.RecordAsync(db, made));
        provisioner.Recorded(made);
    }

    private async Task RemoveAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var (volume, vm) = await ReadAsync(state, ct);
        if (state.WasMade || volume.PoolId is null)
        {
            return;
        }
        await provisioner.RemoveAsync(await plugs.HostAsync(vm, ct) ?? throw VolumePlugs.NoHost(volume), [state.EntityId], ct);
        await claims.ReleaseAsync(state.EntityId, body => run.CommitAsync(body));
    }

    private async Task PlugAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var (volume, vm) = await ReadAsync(state, ct);
        if (vm.State != VirtualMachineState.Running || volume.PoolId is null)
        {
            return;
        }
        state.MayBePlugged = true;
        await plugs.PlugAsync(volume, vm, ct);
    }

    private async Task UnplugAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        if (state.MayBePlugged || run.IsResumed)
        {
            var (volume, vm) = await ReadAsync(state, ct);
            await plugs.UnplugAsync(volume, vm, ct);
        }
    }

    private Task<(VolumeRow Volume, VirtualMachineRow Vm)> ReadAsync(VolumeSagaState state, CancellationToken ct) => database.ReadAsync(async db => (
        await db.Volumes.FirstAsync(row => row.Id == state.EntityId, ct), await db.VirtualMachines.FirstAsync(row => row.Id == state.VmId, ct)), ct);
}
