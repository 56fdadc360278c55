namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IIsoChange
{
    /// <inheritdoc/>
    public Task AttachIsoAsync(HostEndpoint host, VmRef vm, IsoSpec iso, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        ArgumentNullException.ThrowIfNull(iso);
        return CallAsync(SimulatorCall.AttachIso, host, vm.Name, (vm.Name, iso), static (driver, machine, asked) => driver.ChangeIso(machine, asked.Name, asked.iso.Id.Value), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DetachIsoAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        return CallAsync(SimulatorCall.DetachIso, host, vm.Name, vm.Name, static (driver, machine, name) => driver.ChangeIso(machine, name, null), cancellationToken);
    }

    private bool ChangeIso(SimulatedHost host, string name, Guid? iso)
    {
        if (iso is null && !host.Vms.TryGet(name, out var _))
        {
            return true;
        }

        var vm = RequireRunning(host, name);
        if (vm.Iso != iso)
        {
            world.Commit(host.Change(vm with { Iso = iso }));
        }

        return true;
    }
}
