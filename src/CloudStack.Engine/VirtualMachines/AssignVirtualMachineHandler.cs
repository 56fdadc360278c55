using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Moves a stopped VM, with its volumes, to another account of its domain, and gives it NICs on that account's networks.</summary>
internal sealed class AssignVirtualMachineHandler(ResourceCounter limits, NicAllocator nics, VmNetworks elements) : IHandler<AssignVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(AssignVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (found, domain) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<DomainRow>(command.DomainId.Value));
        List<long> before = [];
        var view = await context.WriteAsync(async db =>
        {
            var vm = await db.LockAsync(found.Id);
            if (vm.State != VirtualMachineState.Stopped)
            {
                throw VmTransitions.Refuse(vm, "moved to another account");
            }
            var to = await Owner.ResolveAsync(db, context.Caller, command.Account, domain);
            Check(vm, to);
            var from = await Owner.ReadAsync(db, vm.AccountId);
            if (from.AccountType == AccountType.Project)
            {
                throw CloudStackException.Invalid($"The virtual machine {vm.Name} belongs to a project, and cannot be moved out of it.");
            }
            var zone = await db.Zones.FirstAsync(row => row.Id == vm.ZoneId);
            var given = (command.NetworkIds ?? []).Select(id => context.Row<NetworkRow>(id.Value)).ToList();
            if (zone.NetworkType == ZoneNetworkType.Basic && given.Count > 0)
            {
                throw CloudStackException.Invalid("networkids cannot be given in a basic zone, which has one network.");
            }
            var networks = await NetworkSelection.SelectAsync(db, to, zone, given, [], null, null);
            await MoveAsync(db, vm, from, to);
            var old = await db.Nics.Where(row => row.VmId == vm.Id).ToListAsync();
            before = [.. old.Select(nic => nic.NetworkId)];
            foreach (var nic in old)
            {
                await nics.ReleaseAsync(db, nic);
            }
            vm.AccountId = to.AccountId;
            for (var device = 0; device < networks.Count; device++)
            {
                await nics.AllocateAsync(db, networks[device].Network, vm, device, networks[device].IsDefault, null, null);
            }
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
        await elements.TellAsync(before, ct);
        await elements.TellOfAsync(found.Id, ct);
        return view;
    }

    private static void Check(VirtualMachineRow vm, Owner to)
    {
        if (to.AccountId == vm.AccountId)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} belongs to the account {to.AccountName} already.");
        }
        if (to.DomainId != vm.DomainId)
        {
            throw CloudStackException.Invalid($"The account {to.AccountName} is in another domain than the virtual machine {vm.Name}.");
        }
        if (to.State != AccountState.Enabled)
        {
            throw CloudStackException.Denied($"The account {to.AccountName} is {to.State}; it cannot take a virtual machine.");
        }
    }

    /// <summary>The instance name keeps the number of the first owner, as in 4.1: hosts know the VM by it.</summary>
    private async Task MoveAsync(Db db, VirtualMachineRow vm, Owner from, Owner to)
    {
        var volumes = await db.Volumes.Where(row => row.VmId == vm.Id && row.Removed.IsNotSet())
            .Set(row => row.AccountId, to.AccountId).Set(row => row.DomainId, to.DomainId).UpdateAsync();
        foreach (var (type, amount) in new[] { (ResourceType.UserVm, 1), (ResourceType.Volume, volumes) })
        {
            await limits.TakeAsync(db, to.AccountId, to.AccountType, to.DomainId, type, amount);
            await limits.GiveBackAsync(db, from.AccountId, from.DomainId, type, amount);
        }
        await db.InstanceGroupMembers.Where(member => member.VmId == vm.Id).DeleteAsync();
        if (vm.InAffinityGroups)
        {
            await AffinityGroups.LeaveAsync(db, vm.Id);
        }
        await db.Change<VirtualMachineRow>(vm.Id)
            .When(row => row.State, VirtualMachineState.Stopped)
            .Set(row => row.AccountId, to.AccountId)
            .Set(row => row.DomainId, to.DomainId)
            .Set(row => row.InAffinityGroups, false)
            .Add(row => row.Version, 1)
            .MoveAsync(db, vm.Id, "moved to another account");
    }
}
