using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class RecoverVirtualMachineHandler(ResourceCounter limits) : IHandler<RecoverVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(RecoverVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        return await context.WriteAsync(async db =>
        {
            var owner = await Owner.ReadAsync(db, vm.AccountId);
            var volumes = await db.Volumes.CountAsync(row => row.VmId == vm.Id && row.Removed.IsNotSet());
            await limits.TakeAsync(db, owner.AccountId, owner.AccountType, owner.DomainId, ResourceType.UserVm);
            await limits.TakeAsync(db, owner.AccountId, owner.AccountType, owner.DomainId, ResourceType.Volume, volumes);
            await db.Moving(vm.Id, VirtualMachineState.Stopped, context.Now, VirtualMachineState.Destroyed)
                .Set(row => row.Destroyed, (DateTimeOffset?)null)
                .MoveAsync(db, vm.Id, "recovered");
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
    }
}
