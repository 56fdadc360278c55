using LinqToDB;

namespace CloudStack.Engine;

internal sealed class UpdateDefaultNicForVirtualMachineHandler : IHandler<UpdateDefaultNicForVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(UpdateDefaultNicForVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, nic) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<NicRow>(command.NicId.Value));
        NicPlugs.CheckState(vm);
        NicPlugs.CheckBelongs(nic, vm);
        return await context.WriteAsync(async db =>
        {
            await db.Nics.Where(row => row.VmId == vm.Id).Set(row => row.IsDefault, row => row.Id == nic.Id).UpdateAsync();
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
    }
}
