using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateDefaultNicForVirtualMachineHandler(VmNetworks elements) : IHandler<UpdateDefaultNicForVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(UpdateDefaultNicForVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, nic) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<NicRow>(command.NicId.Value));
        NicPlugs.CheckState(vm);
        NicPlugs.CheckBelongs(nic, vm);
        var view = await context.WriteAsync(async db =>
        {
            // The lock keeps a removal of this NIC from slipping in between.
            _ = await db.LockAsync(vm.Id);
            if ((await NicPlugs.FindAsync(db, nic.Id, vm)).IsDefault)
            {
                throw CloudStackException.Invalid($"The NIC {nic.Uuid} is the default one of the virtual machine {vm.Name} already.");
            }
            await db.Nics.Where(row => row.VmId == vm.Id).Set(row => row.IsDefault, row => row.Id == nic.Id).UpdateAsync();
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
        await elements.TellOfAsync(vm.Id, ct);
        return view;
    }
}
