using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ChangeServiceForVirtualMachineHandler(HostCapacities capacities, PlacementIndex index) : IHandler<ChangeServiceForVirtualMachine, VirtualMachine>
{
    public async Task<VirtualMachine> HandleAsync(ChangeServiceForVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, offering) = (context.Row<VirtualMachineRow>(command.Id.Value), context.Row<ServiceOfferingRow>(command.ServiceOfferingId.Value));
        if (vm.State != VirtualMachineState.Stopped)
        {
            throw VmTransitions.Refuse(vm, "given another offering");
        }
        if (offering.IsSystem)
        {
            throw CloudStackException.Invalid($"The offering {offering.Name} is for system VMs; choose a compute offering.");
        }
        if (offering.Id == vm.ServiceOfferingId)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} has the offering {offering.Name} already.");
        }
        var view = await context.WriteAsync(async db =>
        {
            var row = await db.VirtualMachines.FirstAsync(row => row.Id == vm.Id);
            var old = await db.ServiceOfferings.FirstAsync(one => one.Id == row.ServiceOfferingId);
            await CheckReachAsync(db, row, offering);
            CheckStorage(old, offering);
            if (row is { HoldsReserved: true, LastHostId: { } last })
            {
                // The place that is kept has the old size; the next start looks for one of the new size.
                await capacities.ReleaseReservationAsync(db, last, (long)row.Cpus * row.CpuMhz, row.MemoryBytes);
            }
            (row.ServiceOfferingId, row.Cpus, row.CpuMhz, row.MemoryBytes) = (offering.Id, offering.Cpus, offering.CpuMhz, (long)offering.MemoryMb << 20);
            (row.HaEnabled, row.LimitCpu, row.HoldsReserved) = (offering.HaEnabled, offering.LimitCpu, false);
            await db.UpdateVersionedAsync(row);
            await db.Volumes.Where(volume => volume.VmId == vm.Id && volume.Type == VolumeType.Root && volume.Removed.IsNotSet())
                .Set(volume => volume.ServiceOfferingId, offering.Id).UpdateAsync();
            return await VmViews.ReadAsync(db, vm.Id, context.Caller.IsRoot);
        }, ct);
        index.Invalidate(vm.ZoneId);
        return view;
    }

    /// <summary>An offering of a domain is for the owners in it, whoever calls.</summary>
    private static async Task CheckReachAsync(Db db, VirtualMachineRow vm, ServiceOfferingRow offering)
    {
        if (offering.DomainId is not { } domain)
        {
            return;
        }
        var (owner, kept) = (await Owner.ReadAsync(db, vm.AccountId), await db.Domains.FirstAsync(row => row.Id == domain));
        if (!owner.DomainPath.StartsWith(kept.Path, StringComparison.Ordinal))
        {
            throw CloudStackException.Denied($"The offering {offering.Name} is kept for the domain {kept.Name}; the account {owner.AccountName} is not in it.");
        }
    }

    private static void CheckStorage(ServiceOfferingRow old, ServiceOfferingRow offering)
    {
        if (old.UseLocalStorage != offering.UseLocalStorage)
        {
            throw CloudStackException.Invalid(
                $"The offering {offering.Name} uses {(offering.UseLocalStorage ? "local" : "shared")} storage and {old.Name} does not; the root disk would have to move.");
        }
        var missing = TagList.Split(old.StorageTags).Except(TagList.Split(offering.StorageTags)).ToList();
        if (missing.Count > 0)
        {
            throw CloudStackException.Invalid($"The offering {offering.Name} lacks the storage tags {string.Join(", ", missing)} of {old.Name}.");
        }
    }
}
