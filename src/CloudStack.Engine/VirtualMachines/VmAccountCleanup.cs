using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Destroys and expunges the VMs of a deleted account.</summary>
internal sealed class VmAccountCleanup(Database database, Dispatcher dispatcher) : IAccountCleanup
{
    public int Order => 40;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        var vms = await database.ReadAsync(db => db.VirtualMachines.Where(vm => vm.AccountId == accountId && vm.Removed.IsNotSet()).ToListAsync(ct), ct);
        foreach (var vm in vms)
        {
            var id = new VirtualMachineId(vm.Uuid);
            if (vm.State is not (VirtualMachineState.Destroyed or VirtualMachineState.Expunging))
            {
                await dispatcher.ExecuteAsync(new DestroyVirtualMachine(id), Caller.System, ct);
            }
            if (vm.State != VirtualMachineState.Error)
            {
                await dispatcher.ExecuteAsync(new ExpungeVirtualMachine(id), Caller.System, ct);
            }
        }
    }
}
