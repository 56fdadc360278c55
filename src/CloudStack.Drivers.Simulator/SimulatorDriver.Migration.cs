namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : ILiveMigration
{
    /// <inheritdoc/>
    public Task MigrateAsync(HostEndpoint from, HostEndpoint to, VmSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return CallAsync(SimulatorCall.Migrate, from, to, spec.Vm.Name, (to, spec), static (driver, source, target, asked) => driver.Migrate(source, target!, asked.to, asked.spec), cancellationToken);
    }

    private bool Migrate(SimulatedHost source, SimulatedHost target, HostEndpoint to, VmSpec spec)
    {
        var name = spec.Vm.Name;
        if (target.Vms.TryGet(name, out var there) && there.Power == VmPower.Running)
        {
            return true;
        }

        var vm = RequireRunning(source, name);
        var moved = SimulatedVm.From(spec, vm.StartedAt);
        RequireDisks(target, moved);
        RequireMemory(target, to, null, moved);
        world.Commit(target.Change(moved), source.Forget(name));
        return true;
    }
}
