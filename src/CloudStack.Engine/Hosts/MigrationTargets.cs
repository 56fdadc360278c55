using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Tells of hosts whether a running VM could move there: the host takes VMs, has room, reaches the VM's volumes, and its affinity groups and what is dedicated allow it.</summary>
internal sealed class MigrationTargets(SettingsStore settings)
{
    /// <summary>The other hosts of the VM's cluster.</summary>
    /// <exception cref="CloudStackException">The VM does not run (431).</exception>
    public static IQueryable<HostRow> Of(IQueryable<HostRow> hosts, VirtualMachineRow vm) =>
        vm.State == VirtualMachineState.Running && vm.HostId is { } current
            ? hosts.Where(host => host.Type == HostRules.Routing && host.Id != current && host.ClusterId == vm.ClusterId)
            : throw CloudStackException.Invalid($"The virtual machine {vm.Name} is {vm.State}; only a running one can be migrated.");

    public async Task<ListResult<Host>> JudgeAsync(Db db, VirtualMachineRow vm, ListResult<HostParts> hosts, ListResult<Host> views)
    {
        var pools = await db.Volumes.Where(volume => volume.VmId == vm.Id && volume.Removed.IsNotSet() && volume.PoolId != null)
            .Select(volume => volume.PoolId!.Value).Distinct().ToListAsync();
        var ids = hosts.Items.Select(parts => parts.Host.Id).ToList();
        var links = await db.StoragePoolHosts.Where(link => ids.Contains(link.HostId) && pools.Contains(link.PoolId)).ToListAsync();
        var reached = links.GroupBy(link => link.HostId).ToDictionary(group => group.Key, group => group.Count());
        var affinity = vm.InAffinityGroups ? await AffinityGroups.RulesAsync(db, vm.Id) : null;
        var dedications = await Dedications.ReadAsync(db, vm.ZoneId, CancellationToken.None);
        var owner = dedications.Places.Count == 0 ? null : await Owner.ReadAsync(db, vm.AccountId);
        var judged = views.Items.Zip(hosts.Items, (view, parts) =>
        {
            var fits = Fits(parts.Capacity, vm);
            return view with
            {
                HasEnoughCapacity = fits,
                SuitableForMigration = fits && parts.Host is { Status: HostStatus.Up, ResourceState: HostResourceState.Enabled }
                    && reached.GetValueOrDefault(parts.Host.Id) == pools.Count && affinity?.RefusalOf(parts.Host.Uuid) is null
                    && (owner is null || dedications.RefusalOf(parts.Host, owner) is null),
            };
        });
        return new([.. judged], views.Count);
    }

    private bool Fits(HostCapacityRow? capacity, VirtualMachineRow vm) =>
        capacity is not null
        && capacity.UsedCpu + capacity.ReservedCpu + ((long)vm.Cpus * vm.CpuMhz) <= capacity.TotalCpu * settings.Current.CpuOverprovisioningFactor
        && capacity.UsedMemory + capacity.ReservedMemory + vm.MemoryBytes <= capacity.TotalMemory;
}
