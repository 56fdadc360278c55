using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Takes away for good what a destroyed VM held: its ROOT volume and its NICs; data disks are only detached, as 4.1 does.</summary>
internal sealed class VmExpunger(
    Database database, VmProvisioner provisioner, NicAllocator nics, StoragePoolCapacities pools, ResourceCounter limits, PlacementIndex index, VmNetworks networks,
    TimeProvider time)
{
    public Task<bool> IsInErrorAsync(long vm, CancellationToken ct) => database.ReadAsync(
        db => db.VirtualMachines.AnyAsync(row => row.Id == vm && row.State == VirtualMachineState.Error && row.Removed.IsNotSet(), ct), ct);

    /// <summary>Deletes the ROOT volume on its pool. May be repeated.</summary>
    public async Task CleanAsync(long vm, CancellationToken ct)
    {
        var (roots, host) = await database.ReadAsync(async db =>
        {
            var volumes = await db.Volumes.Where(row => row.VmId == vm && row.Type == VolumeType.Root && row.PoolId != null && row.Removed.IsNotSet()).ToListAsync(ct);
            var pool = volumes.FirstOrDefault()?.PoolId;
            var through = pool is null ? null : await (from row in db.Hosts
                                                       join link in db.StoragePoolHosts on row.Id equals link.HostId
                                                       where link.PoolId == pool && row.Removed.IsNotSet()
                                                       orderby row.Status == HostStatus.Up ? 0 : 1, row.Id
                                                       select row).FirstOrDefaultAsync(ct);
            return (volumes, through);
        }, ct);
        if (roots.Count == 0)
        {
            return;
        }
        if (host is null)
        {
            throw new DriverException(Outcome.NotApplied, $"No host reaches the pool of the volume {roots[0].Name} ({roots[0].Uuid}), so it cannot be deleted.");
        }
        await provisioner.RemoveAsync(host, [.. roots.Select(root => root.Id)], ct);
    }

    /// <summary>Removes the rows, in the transaction that ends the work. What is returned tells placement and networks after it.</summary>
    public async Task<Func<Task>> RemoveAsync(Db db, long vm)
    {
        var row = await db.VirtualMachines.FirstAsync(row => row.Id == vm);
        var now = time.GetUtcNow();
        var volumes = await db.Volumes.Where(volume => volume.VmId == vm && volume.Removed.IsNotSet()).ToListAsync();
        List<(Guid Pool, long Bytes)> freed = [];
        foreach (var root in volumes.Where(volume => volume.Type == VolumeType.Root))
        {
            if (root.PoolId is { } pool)
            {
                await pools.ReleaseAsync(db, pool, root.HoldsBytes);
                freed.Add((await db.StoragePools.Where(one => one.Id == pool).Select(one => one.Uuid).FirstAsync(), root.HoldsBytes));
            }
            await SnapshotPolicies.RemoveOfAsync(db, root.Id);
            await db.Volumes.Where(one => one.Id == root.Id)
                .Set(one => one.State, VolumeState.Expunging).Set(one => one.HoldsBytes, 0).Set(one => one.Removed, now).UpdateAsync();
        }
        var data = volumes.Count(volume => volume.Type == VolumeType.DataDisk);
        if (data > 0)
        {
            await db.Volumes.Where(one => one.VmId == vm && one.Type == VolumeType.DataDisk && one.Removed.IsNotSet())
                .Set(one => one.VmId, (long?)null).Set(one => one.DeviceId, (int?)null).Set(one => one.Attached, (DateTimeOffset?)null).UpdateAsync();
            // The owner has the disk again, so it counts again: destroying the VM had taken it off.
            var owner = await Owner.ReadAsync(db, row.AccountId);
            await limits.TakeAsync(db, owner.AccountId, AccountType.Admin, owner.DomainId, ResourceType.Volume, data);
        }
        var left = await db.Nics.Where(nic => nic.VmId == vm).ToListAsync();
        foreach (var nic in left)
        {
            await nics.ReleaseAsync(db, nic);
        }
        await db.InstanceGroupMembers.Where(member => member.VmId == vm).DeleteAsync();
        if (row.InAffinityGroups)
        {
            await AffinityGroups.LeaveAsync(db, vm);
        }
        await ResourceTagRows.RemoveAsync(db, "UserVm", vm);
        await db.VirtualMachines.Where(one => one.Id == vm)
            .Set(one => one.State, VirtualMachineState.Expunging)
            .Set(one => one.StateChanged, now)
            .Set(one => one.Removed, now)
            .Set(one => one.Version, one => one.Version + 1)
            .UpdateAsync();
        return () =>
        {
            freed.ForEach(one => index.Apply(one.Pool, -one.Bytes));
            return networks.TellAsync(left.Select(nic => nic.NetworkId), CancellationToken.None);
        };
    }
}
