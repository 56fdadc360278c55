using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateVMAffinityGroupHandler : IHandler<UpdateVMAffinityGroup, VirtualMachine>
{
    public Task<VirtualMachine> HandleAsync(UpdateVMAffinityGroup command, CommandContext context, CancellationToken ct)
    {
        var found = context.Row<VirtualMachineRow>(command.Id.Value);
        return context.WriteAsync(async db =>
        {
            // The lock counts the VM's version up, so that a start that was decided with the old groups is decided again.
            var vm = await db.LockAsync(found.Id);
            if (vm.State != VirtualMachineState.Stopped)
            {
                throw CloudStackException.Invalid(
                    $"The virtual machine {vm.DisplayName ?? vm.Name} ({vm.Uuid}) is {vm.State}; its affinity groups change only while it is Stopped. Stop it first.");
            }
            var groups = await AffinityGroups.FindAsync(db, context, command.AffinityGroupIds, command.AffinityGroupNames, vm.AccountId, ct);
            await AffinityGroups.LeaveAsync(db, vm.Id);
            await AffinityGroups.JoinAsync(db, vm.Id, groups);
            await db.VirtualMachines.Where(row => row.Id == vm.Id).Set(row => row.InAffinityGroups, groups.Count > 0).UpdateAsync(ct);
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
    }
}
