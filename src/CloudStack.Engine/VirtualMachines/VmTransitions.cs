using CloudStack.Engine.Persistence;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>Moves VMs from state to state, each move a conditional update: of two that want to move a VM, one wins and the other is told.</summary>
internal static class VmTransitions
{
    /// <summary>Reads a VM so that nobody else changes it before the transaction ends; must come before the transaction's other reads.</summary>
    public static async Task<VirtualMachineRow> LockAsync(this Db db, long vm)
    {
        await db.ExecuteAsync("update vm set version = version + 1 where id = @vm", DataParameter.Int64("vm", vm));
        return await db.GetAsync<VirtualMachineRow>(vm);
    }

    /// <summary>Starts an update of the VM if it is in one of the states that the move may begin in; finish it with <see cref="MoveAsync"/>.</summary>
    public static RowChange<VirtualMachineRow> Moving(
        this Db db, long vm, VirtualMachineState to, DateTimeOffset now, params ReadOnlySpan<VirtualMachineState> from) =>
        db.Change<VirtualMachineRow>(vm)
            .When(row => row.State, from)
            .Set(row => row.State, to)
            .Set(row => row.StateChanged, now)
            .Add(row => row.Version, 1);

    /// <summary>Makes the move.</summary>
    /// <exception cref="CloudStackException">The VM is in another state by now (431).</exception>
    public static async Task MoveAsync(this RowChange<VirtualMachineRow> change, Db db, long vm, string wanted)
    {
        if (await change.ExpectAsync() != 1)
        {
            throw Refuse(await db.GetAsync<VirtualMachineRow>(vm), wanted);
        }
    }

    public static CloudStackException Refuse(VirtualMachineRow vm, string wanted) =>
        CloudStackException.Invalid($"The virtual machine {vm.DisplayName ?? vm.Name} ({vm.Uuid}) cannot be {wanted}: it is {vm.State}.");
}
