using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateVirtualMachineHandler(IIdSource ids) : IHandler<UpdateVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(UpdateVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        if (vm.State is VirtualMachineState.Destroyed or VirtualMachineState.Expunging or VirtualMachineState.Error)
        {
            throw VmTransitions.Refuse(vm, "updated");
        }
        UserData.Check(command.UserData);
        return await context.WriteAsync(async db =>
        {
            var row = await db.VirtualMachines.FirstAsync(row => row.Id == vm.Id);
            row.DisplayName = command.DisplayName ?? row.DisplayName;
            row.HaEnabled = command.HaEnable ?? row.HaEnabled;
            row.UserData = command.UserData ?? row.UserData;
            row.GuestOsId = context.Row<GuestOsRow>(command.OsTypeId?.Value)?.Id ?? row.GuestOsId;
            await db.UpdateVersionedAsync(row);
            if (command.Group is not null)
            {
                await VmGroups.JoinAsync(db, ids, command.Group, vm.AccountId, vm.DomainId, vm.Id, context.Now);
            }
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
    }
}
