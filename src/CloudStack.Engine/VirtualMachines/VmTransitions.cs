using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Moves VMs from state to state, each move a conditional update: of two that want to move a VM, one wins and the other is told.</summary>
internal static class VmTransitions
{
    /// <summary>Reads a VM so that nobody else changes it before the transaction ends; must come before the transaction's other reads.</summary>
    public static async Task<VirtualMachineRow> LockAsync(this Db db, long vm)
    {
        await db.VirtualMachines.Where(row => row.Id == vm).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        return await db.VirtualMachines.FirstAsync(row => row.Id == vm);
    }

    /// <summary>Starts an update of the VM if it is in one of the states that the move may begin in; finish it with <see cref="MoveAsync"/>.</summary>
    public static LinqToDB.Linq.IUpdatable<VirtualMachineRow> Moving(
        this Db db, long vm, VirtualMachineState to, DateTimeOffset now, params VirtualMachineState[] from) =>
        db.VirtualMachines.Where(row => row.Id == vm && from.Contains(row.State))
            .Set(row => row.State, to)
            .Set(row => row.StateChanged, now)
            .Set(row => row.Version, row => row.Version + 1);

    /// <summary>Makes the move.</summary>
    /// <exception cref="CloudStackException">The VM is in another state by now (431).</exception>
    public static async Task MoveAsync(this LinqToDB.Linq.IUpdatable<VirtualMachineRow> update, Db db, long vm, string wanted)
    {
        if (await update.UpdateAsync() != 1)
        {
            var row = await db.VirtualMachines.FirstAsync(row => row.Id == vm);
            throw Refuse(row, wanted);
        }
    }

    public static CloudStackException Refuse(VirtualMachineRow vm, string wanted) =>
        CloudStackException.Invalid($"The virtual machine {vm.DisplayName ?? vm.Name} ({vm.Uuid}) cannot be {wanted}: it is {vm.State}.");
}
