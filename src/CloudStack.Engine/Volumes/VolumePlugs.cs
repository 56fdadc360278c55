using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Plugs volumes into running VMs and out of them, and knows the rules for it.</summary>
internal sealed class VolumePlugs(Database database, VmSpecs specs, HypervisorGateway hypervisors)
{
    /// <summary>4.1's rules for an attachment.</summary>
    /// <exception cref="CloudStackException">One of them is not met (431).</exception>
    public async Task CheckAttachAsync(Db db, VolumeRow volume, VirtualMachineRow vm, long? device, CancellationToken ct)
    {
        if (volume.Type != VolumeType.DataDisk)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is a root disk; only data disks are attached.");
        }
        if (volume.VmId is not null)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is attached already. Detach it first.");
        }
        if (volume.State is not (VolumeState.Allocated or VolumeState.Ready or VolumeState.Uploaded) || volume.Removed is not null)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} cannot be attached: it is {volume.State}.");
        }
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw CloudStackException.Invalid($"No volume can be attached to the virtual machine {vm.Name} while it is {vm.State}; it must be Running or Stopped.");
        }
        if (volume.ZoneId != vm.ZoneId)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} and the virtual machine {vm.Name} are in different zones.");
        }
        if (volume.AccountId != vm.AccountId)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} and the virtual machine {vm.Name} belong to different accounts.");
        }
        await CheckPoolAsync(db, volume, vm, ct);
        var taken = await TakenAsync(db, vm.Id);
        var most = await MostDataVolumesAsync(db, vm, ct);
        if (taken.Count(place => place != 0) >= most)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} has {most} data disks, the most that {vm.Hypervisor} allows.");
        }
        _ = DeviceIds.Choose(device, taken);
    }

    /// <summary>The places that are taken on a VM.</summary>
    public async Task<IReadOnlyCollection<int>> TakenAsync(Db db, long vm) =>
        await db.Volumes.Where(row => row.VmId == vm && row.Removed.IsNotSet() && row.DeviceId != null).Select(row => row.DeviceId!.Value).ToListAsync();

    /// <summary>The host where a VM runs; for a stopped one any of its cluster that works, its last one if that does. Null when there is none.</summary>
    public Task<HostRow?> HostAsync(VirtualMachineRow vm, CancellationToken ct) => database.ReadAsync(db => vm.HostId is { } host
        ? db.Hosts.FirstOrDefaultAsync(row => row.Id == host, ct)
        : db.Hosts.Where(row => row.ClusterId == vm.ClusterId && row.Type == HostRules.Routing && row.Removed.IsNotSet() && row.Status == HostStatus.Up
                && row.ResourceState == HostResourceState.Enabled)
            .OrderBy(row => row.Id == vm.LastHostId ? 0 : 1).ThenBy(row => row.Id).FirstOrDefaultAsync(ct), ct);

    public static DriverException NoHost(VolumeRow volume) =>
        new(Outcome.NotApplied, $"No host that reaches the volume {volume.Name} ({volume.Uuid}) is up.");

    public async Task PlugAsync(VolumeRow volume, VirtualMachineRow vm, CancellationToken ct)
    {
        var disk = await DiskAsync(volume, ct);
        await CallAsync(vm, "Attaching volumes to running virtual machines", (driver, endpoint) => driver.AttachVolumeAsync(endpoint, VmSpecs.Ref(vm), disk, ct), ct);
    }

    public async Task UnplugAsync(VolumeRow volume, VirtualMachineRow vm, CancellationToken ct)
    {
        if (vm.State == VirtualMachineState.Running && volume.PoolId is not null)
        {
            var disk = await DiskAsync(volume, ct);
            await CallAsync(vm, "Detaching volumes from running virtual machines", (driver, endpoint) => driver.DetachVolumeAsync(endpoint, VmSpecs.Ref(vm), disk, ct), ct);
        }
    }

    /// <summary>Writes down that a volume belongs to a VM no more.</summary>
    public Task DetachAsync(Db db, long volume, long vm) => db.Volumes.Where(row => row.Id == volume && row.VmId == vm)
        .Set(row => row.VmId, (long?)null).Set(row => row.DeviceId, (int?)null).Set(row => row.Attached, (DateTimeOffset?)null).UpdateAsync();

    private async Task CallAsync(VirtualMachineRow vm, string what, Func<IVolumeHotPlug, HostEndpoint, Task> call, CancellationToken ct)
    {
        var host = await HostAsync(vm, ct) ?? throw new DriverException(Outcome.NotApplied, $"The host of the virtual machine {vm.Name} is gone.");
        var connection = await hypervisors.ConnectAsync(host, ct);
        await connection.CallFacetAsync<IVolumeHotPlug, bool>(what, async (driver, endpoint) =>
        {
            await call(driver, endpoint);
            return true;
        }, ct);
    }

    private async Task<DiskSpec> DiskAsync(VolumeRow volume, CancellationToken ct)
    {
        var made = await database.ReadAsync(db => specs.SpecsAsync(db, [volume], ct), ct);
        return new(made[volume.Id], volume.DeviceId ?? 0);
    }

    /// <summary>A volume that is on a pool must be where the VM can reach it; moving it there needs a driver that can, and none does yet.</summary>
    private static async Task CheckPoolAsync(Db db, VolumeRow volume, VirtualMachineRow vm, CancellationToken ct)
    {
        if (volume.PoolId is not { } poolId)
        {
            return;
        }
        var pool = await db.StoragePools.FirstAsync(row => row.Id == poolId, ct);
        var home = vm.HostId ?? vm.LastHostId;
        var cluster = vm.ClusterId;
        if (cluster is not null && (pool.ClusterId != cluster || (pool.HostId is not null && pool.HostId != home)))
        {
            throw CloudStackException.Invalid(
                $"The volume {volume.Name} is on the storage {pool.Name}, which the virtual machine {vm.Name} does not reach. Attach it to one of that storage's cluster.");
        }
        var hypervisor = await db.Clusters.Where(row => row.Id == pool.ClusterId).Select(row => row.Hypervisor).FirstOrDefaultAsync(ct);
        if (hypervisor is not null && !string.Equals(hypervisor, vm.Hypervisor, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} was made for {hypervisor}; the virtual machine {vm.Name} runs on {vm.Hypervisor}.");
        }
    }

    private static async Task<int> MostDataVolumesAsync(Db db, VirtualMachineRow vm, CancellationToken ct)
    {
        var version = await db.Hosts.Where(row => row.Id == (vm.HostId ?? vm.LastHostId)).Select(row => row.HypervisorVersion).FirstOrDefaultAsync(ct);
        var rows = await db.HypervisorCapabilities.Where(row => row.Hypervisor == vm.Hypervisor).ToListAsync(ct);
        return (rows.FirstOrDefault(row => row.HypervisorVersion == version) ?? rows.FirstOrDefault(row => row.HypervisorVersion == "default"))?.MaxDataVolumes ?? 6;
    }
}
