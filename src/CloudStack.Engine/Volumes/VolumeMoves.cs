using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Moves volumes from state to state, and keeps sagas from working on one that was changed before their turn came.</summary>
internal static class VolumeMoves
{
    /// <summary>The volume and its VM as they are at a saga's turn.</summary>
    /// <exception cref="CloudStackException">It was attached, detached or deleted since the job was recorded (431).</exception>
    public static async Task<(VolumeRow Volume, VirtualMachineRow? Vm)> AtTurnAsync(Db db, long volumeId, Guid? vmUuid)
    {
        var volume = await db.GetAsync<VolumeRow>(volumeId);
        var vm = volume.VmId is { } id ? await db.GetAsync<VirtualMachineRow>(id) : null;
        return volume.Removed is null && vm?.Uuid == vmUuid ? (volume, vm)
            : throw CloudStackException.Invalid($"The volume {volume.Name} was attached, detached or deleted in the meantime. Look at it, and repeat the command.");
    }

    public static CloudStackException Refuse(VolumeRow volume, string wanted) =>
        CloudStackException.Invalid($"The volume {volume.Name} ({volume.Uuid}) cannot be {wanted}: it is {volume.State}.");

    /// <exception cref="CloudStackException">The VM is on its way from one state to another, or gone (431).</exception>
    public static void CheckVm(VirtualMachineRow? vm, VolumeRow volume, string wanted, bool mayRun)
    {
        if (vm is not null && vm.State != VirtualMachineState.Stopped && !(mayRun && vm.State == VirtualMachineState.Running))
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} cannot be {wanted} while its virtual machine {vm.Name} is {vm.State}. "
                + (mayRun ? "It must be Running or Stopped." : "Stop it, or detach the volume."));
        }
    }

    /// <summary>Moves a volume if it is in the state that the move begins in.</summary>
    public static async Task<bool> MoveAsync(Db db, long volume, VolumeState from, VolumeState to, DateTimeOffset now) =>
        await db.Volumes.Where(row => row.Id == volume && row.State == from && row.Removed.IsNotSet()).Set(row => row.State, to).Set(row => row.Updated, now).UpdateAsync() == 1;

    /// <summary>The names that a saga on a volume locks.</summary>
    public static IReadOnlyList<string> Locks(Guid? volume, Guid? vm) => vm is null ? [$"volume:{volume}"] : [$"vm:{vm}", $"volume:{volume}"];
}
