using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Detaches a data volume, named by itself or by its place on a VM.</summary>
internal sealed class DetachVolumeSaga(Database database, VolumePlugs plugs) : Saga<DetachVolume, VolumeSagaState, Volume>
{
    protected override async Task<VolumeSagaState> PrepareAsync(DetachVolume command, CommandContext context, CancellationToken ct)
    {
        var volume = await VolumeAsync(command, context, ct);
        if (volume.VmId is not { } vmId)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is not attached to a virtual machine.");
        }
        if (volume.Type != VolumeType.DataDisk)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is a root disk; only data disks are detached.");
        }
        var vm = await database.ReadAsync(db => db.VirtualMachines.FirstAsync(row => row.Id == vmId, ct), ct);
        CheckState(vm);
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

    protected override void Define(SagaBuilder<VolumeSagaState> saga) => saga.Step("unplug", UnplugAsync, undo: PlugAsync);

    protected override IReadOnlyList<string> Locks(VolumeSagaState state) => [$"vm:{state.VmUuid}", $"volume:{state.EntityUuid}"];

    protected override Task<Volume> ResultAsync(VolumeSagaState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private static void CheckState(VirtualMachineRow vm)
    {
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw CloudStackException.Invalid($"No volume can be detached from the virtual machine {vm.Name} while it is {vm.State}; it must be Running or Stopped.");
        }
    }

    /// <summary>Unplugged by a step that failed, the disk is plugged in again.</summary>
    private async Task PlugAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var (volume, vm) = await ReadAsync(state, ct);
        if (vm.State == VirtualMachineState.Running && volume.VmId == vm.Id && volume.PoolId is not null)
        {
            await plugs.PlugAsync(volume, vm, ct);
        }
    }

    private async Task UnplugAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var (volume, vm) = await ReadAsync(state, ct);
        if (volume.VmId != vm.Id)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is not attached to the virtual machine {vm.Name} any more.");
        }
        CheckState(vm);
        await plugs.UnplugAsync(volume, vm, ct);
        await run.CommitAsync(db => plugs.DetachAsync(db, volume.Id, vm.Id));
    }

    private Task<(VolumeRow Volume, VirtualMachineRow Vm)> ReadAsync(VolumeSagaState state, CancellationToken ct) => database.ReadAsync(async db => (
        await db.Volumes.FirstAsync(row => row.Id == state.EntityId, ct), await db.VirtualMachines.FirstAsync(row => row.Id == state.VmId, ct)), ct);

    private async Task<VolumeRow> VolumeAsync(DetachVolume command, CommandContext context, CancellationToken ct)
    {
        if (command.Id is { } id)
        {
            return command.DeviceId is null && command.VirtualMachineId is null ? context.Row<VolumeRow>(id.Value)
                : throw CloudStackException.Invalid("Give id, or virtualmachineid with deviceid; not both.");
        }
        if (command is not { VirtualMachineId: { } vmId, DeviceId: { } device })
        {
            throw CloudStackException.Invalid("Give the volume's id, or virtualmachineid with deviceid.");
        }
        var vm = context.Row<VirtualMachineRow>(vmId.Value);
        return await database.ReadAsync(db => db.Volumes.FirstOrDefaultAsync(row => row.VmId == vm.Id && row.DeviceId == device && row.Removed.IsNotSet(), ct), ct)
            ?? throw CloudStackException.Invalid($"The virtual machine {vm.Name} has no volume at deviceid {device}.");
    }
}
