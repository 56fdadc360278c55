using CloudStack.Drivers;

namespace Toy.CloudStack;

public sealed partial class ToyDriver : ILiveMigration, IReboot
{
    /// <inheritdoc/>
    public Task MigrateAsync(HostEndpoint from, HostEndpoint to, VmSpec spec, CancellationToken cancellationToken) => RunAsync(from, source =>
    {
        var target = _world.Connect(to);
        if (source == target || target.Vms.TryGetValue(spec.Vm.Name, out var there) && there.Power == VmPower.Running)
        {
            return true;
        }

        RequireRunning(source, spec.Vm.Name);
        RequireVolumes(target, spec);
        target.Vms[spec.Vm.Name] = spec;
        return source.Vms.Remove(spec.Vm.Name);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task RebootAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) => RunAsync(host, machine => RequireRunning(machine, vm.Name), cancellationToken);

    private static VmSpec RequireRunning(ToyHost host, string name) =>
        host.Vms.TryGetValue(name, out var vm) && vm.Power == VmPower.Running
            ? vm
            : throw new DriverException(Outcome.NotApplied, $"VM {name} does not run on host {host.Name}. Start it there first.");
}
