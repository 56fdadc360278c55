namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IStatistics
{
    // Since when hosts count: the same for every run, so that counters go on after a restart of the process.
    private static readonly DateTimeOffset HostsStarted = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public Task<HostStatistics> GetHostStatisticsAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        CallAsync(SimulatorCall.HostStatistics, host, null, host, static (driver, machine, endpoint) => driver.Measure(machine, endpoint), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VmStatistics>> GetVmStatisticsAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        CallAsync(SimulatorCall.VmStatistics, host, null, 0, static (driver, machine, _) => driver.MeasureVms(machine), cancellationToken);

    private HostStatistics Measure(SimulatedHost host, HostEndpoint endpoint)
    {
        var busy = host.Vms.Values.Where(vm => vm.Power == VmPower.Running).Sum(vm => vm.Cpus * BusyShare(vm.Name));
        var cpus = host.SizeFor(endpoint, Options).Cpus;
        var seconds = (long)Math.Max(0, (world.Time.GetUtcNow() - HostsStarted).TotalSeconds);
        return new HostStatistics(Math.Min(100, 100 * busy / cpus), host.MemoryUsed, seconds * Rate(host.Name, 1), seconds * Rate(host.Name, 2));
    }

    private IReadOnlyList<VmStatistics> MeasureVms(SimulatedHost host)
    {
        var now = world.Time.GetUtcNow();
        List<VmStatistics> measured = new(host.Vms.Count);
        foreach (var vm in host.Vms.Values)
        {
            if (vm.Power == VmPower.Running && CloudName().IsMatch(vm.Name))
            {
                measured.Add(Measure(vm, now));
            }
        }

        measured.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return measured;
    }

    private VmStatistics Measure(SimulatedVm vm, DateTimeOffset now)
    {
        var ran = now > vm.StartedAt ? now - vm.StartedAt : TimeSpan.Zero;
        var seconds = (long)ran.TotalSeconds;
        return new VmStatistics(
            vm.Name, ran * (vm.Cpus * BusyShare(vm.Name)), seconds * Rate(vm.Name, 1), seconds * Rate(vm.Name, 2), seconds * Rate(vm.Name, 3), seconds * Rate(vm.Name, 4));
    }

    /// <summary>Share of its processors that a VM uses, from 0.05 to 0.65.</summary>
    private double BusyShare(string vm) => 0.05 + 0.6 * StableHash.Fraction(Options.Seed, vm);

    /// <summary>Bytes in a second, from 1 to 100 KiB.</summary>
    private int Rate(string name, int counter) => 1024 + StableHash.Below(99 * 1024, Options.Seed, name, counter);
}
