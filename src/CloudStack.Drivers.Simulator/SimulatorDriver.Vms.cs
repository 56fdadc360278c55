using System.Text.RegularExpressions;

namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver
{
    /// <inheritdoc/>
    public Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        CallAsync(SimulatorCall.Probe, host, null, host, static (driver, machine, endpoint) => machine.Probe(endpoint, driver.Options), cancellationToken);

    /// <inheritdoc/>
    public Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return CallAsync(SimulatorCall.Ensure, host, spec.Vm.Name, (host, spec), static (driver, machine, asked) => driver.Ensure(machine, asked.host, asked.spec), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        CallAsync(SimulatorCall.Observe, host, null, 0, static (_, machine, _) => Observe(machine), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vm);
        return CallAsync(SimulatorCall.Remove, host, vm.Name, vm.Name, static (driver, machine, name) => driver.Remove(machine, name), cancellationToken);
    }

    private SimulatorOptions Options => world.Options;

    private VmObservation Ensure(SimulatedHost host, HostEndpoint endpoint, VmSpec spec)
    {
        host.Vms.TryGet(spec.Vm.Name, out var vm);
        if (spec.Power == VmPower.Stopped)
        {
            if (vm is null)
            {
                return new VmObservation(spec.Vm.Name, VmPower.Stopped);
            }

            if (vm.Power != VmPower.Stopped)
            {
                world.Commit(host.Change(vm = vm with { Power = VmPower.Stopped, StoppedByGuest = false }));
            }

            return ObservationOf(host, vm);
        }

        if (spec.Power != VmPower.Running)
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} can make VM {spec.Vm.Name} Running or Stopped, not {spec.Power}.");
        }

        var wanted = SimulatedVm.From(spec, vm is { Power: VmPower.Running } ? vm.StartedAt : world.Time.GetUtcNow());
        if (vm is null || !vm.IsRunningAs(wanted))
        {
            RequireDisks(host, wanted);
            RequireMemory(host, endpoint, vm, wanted);
            world.Commit(host.Change(wanted));
        }

        return ObservationOf(host, wanted);
    }

    private bool Remove(SimulatedHost host, string name)
    {
        if (host.Vms.TryGet(name, out _))
        {
            world.Commit(host.Forget(name));
        }

        return true;
    }

    private static IReadOnlyList<VmObservation> Observe(SimulatedHost host)
    {
        if (host.Vms.Count == 0)
        {
            return [];
        }

        List<VmObservation> found = new(host.Vms.Count);
        foreach (var vm in host.Vms.Values)
        {
            if (CloudName().IsMatch(vm.Name))
            {
                found.Add(ObservationOf(host, vm));
            }
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return found;
    }

    private static VmObservation ObservationOf(SimulatedHost host, SimulatedVm vm) => new(vm.Name, vm.Power)
    {
        StoppedByGuest = vm.StoppedByGuest,
        Console = vm.Power == VmPower.Running ? ConsoleOf(host, vm.Name) : null,
    };

    private void RequireDisks(SimulatedHost host, SimulatedVm vm)
    {
        foreach (var disk in vm.Disks)
        {
            RequireMount(host, disk.Pool);
            RequireVolume(disk.Pool, disk.Volume);
        }
    }

    private void RequireMemory(SimulatedHost host, HostEndpoint endpoint, SimulatedVm? before, SimulatedVm wanted)
    {
        if (Options.AllowOvercommit)
        {
            return;
        }

        var used = host.MemoryUsed - (before is { Power: VmPower.Running } ? before.MemoryBytes : 0);
        var free = host.SizeFor(endpoint, Options).MemoryBytes - used;
        if (wanted.MemoryBytes > free)
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} has {free} bytes of memory left; VM {wanted.Name} needs {wanted.MemoryBytes}.");
        }
    }

    /// <summary>User VMs, and routers, console proxies, secondary storage and load balancer VMs; the last part is the cloud's own.</summary>
    [GeneratedRegex(@"^(i-\d+-\d+|[rvsl]-\d+)-[^\s+-]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex CloudName();
}
