namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IReboot
{
    /// <inheritdoc/>
    public Task RebootAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        return CallAsync(SimulatorCall.Reboot, host, vm.Name, vm.Name, static (driver, machine, name) => driver.Reboot(machine, name), cancellationToken);
    }

    private bool Reboot(SimulatedHost host, string name)
    {
        world.Commit(host.Change(RequireRunning(host, name) with { StartedAt = world.Time.GetUtcNow() }));
        return true;
    }
}
