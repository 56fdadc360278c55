namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : INicHotPlug
{
    /// <inheritdoc/>
    public Task AttachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        ArgumentNullException.ThrowIfNull(nic);
        return CallAsync(
            SimulatorCall.AttachNic, host, vm.Name, (vm.Name, nic.MacAddress), static (driver, machine, asked) => driver.AttachNic(machine, asked.Name, asked.MacAddress), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DetachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        ArgumentNullException.ThrowIfNull(nic);
        return CallAsync(
            SimulatorCall.DetachNic, host, vm.Name, (vm.Name, nic.MacAddress), static (driver, machine, asked) => driver.DetachNic(machine, asked.Name, asked.MacAddress), cancellationToken);
    }

    private bool AttachNic(SimulatedHost host, string name, string mac)
    {
        var vm = RequireRunning(host, name);
        if (!vm.Nics.Contains(mac))
        {
            world.Commit(host.Change(vm with { Nics = [.. vm.Nics, mac] }));
        }

        return true;
    }

    private bool DetachNic(SimulatedHost host, string name, string mac)
    {
        if (host.Vms.TryGet(name, out var vm) && vm.Nics.Contains(mac))
        {
            world.Commit(host.Change(vm with { Nics = [.. vm.Nics.Where(each => each != mac)] }));
        }

        return true;
    }
}
