namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IVolumeHotPlug
{
    /// <inheritdoc/>
    public Task AttachVolumeAsync(HostEndpoint host, VmRef vm, DiskSpec disk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        ArgumentNullException.ThrowIfNull(disk);
        return CallAsync(
            SimulatorCall.AttachVolume, host, vm.Name, (vm.Name, disk), static (driver, machine, asked) => driver.AttachVolume(machine, asked.Name, asked.disk), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DetachVolumeAsync(HostEndpoint host, VmRef vm, DiskSpec disk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        ArgumentNullException.ThrowIfNull(disk);
        return CallAsync(
            SimulatorCall.DetachVolume, host, vm.Name, (vm.Name, disk), static (driver, machine, asked) => driver.DetachVolume(machine, asked.Name, asked.disk), cancellationToken);
    }

    private bool AttachVolume(SimulatedHost host, string name, DiskSpec disk)
    {
        var vm = RequireRunning(host, name);
        var wanted = SimulatedDisk.From(disk);
        if (vm.Disks.Any(each => each.Volume == wanted.Volume))
        {
            return true;
        }

        if (vm.Disks.Any(each => each.Device == wanted.Device))
        {
            throw new DriverException(Outcome.NotApplied, $"VM {name} on host {host.Name} has another volume at device {disk.DeviceId}. Choose a free device.");
        }

        RequireMount(host, wanted.Pool);
        RequireVolume(wanted.Pool, wanted.Volume);
        world.Commit(host.Change(vm with { Disks = [.. vm.Disks, wanted] }));
        return true;
    }

    private bool DetachVolume(SimulatedHost host, string name, DiskSpec disk)
    {
        var id = disk.Volume.Id.Value;
        if (host.Vms.TryGet(name, out var vm) && vm.Disks.Any(each => each.Volume == id))
        {
            world.Commit(host.Change(vm with { Disks = [.. vm.Disks.Where(each => each.Volume != id)] }));
        }

        return true;
    }
}
