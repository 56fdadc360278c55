namespace CloudStack.Drivers.Simulator;

/// <summary>Drives the hosts of a <see cref="SimulatorWorld"/>. Safe for concurrent use.</summary>
/// <param name="world">The world.</param>
public sealed partial class SimulatorDriver(SimulatorWorld world) : IHypervisorDriver
{
    /// <inheritdoc/>
    public HypervisorTraits Traits { get; } = new()
    {
        Hypervisor = "Simulator",
        ImageFormats = ["VHD", "QCOW2", "RAW"],
        PoolTypes =
        [
            PoolTypes.Filesystem, PoolTypes.NetworkFilesystem, PoolTypes.SharedMountPoint, PoolTypes.Clvm,
            PoolTypes.Rbd, PoolTypes.IscsiLun, PoolTypes.PreSetup, PoolTypes.Vmfs,
        ],
        AddressSchemes = ["sim", "http"],
    };

    /// <summary>Runs a call on one host.</summary>
    private Task<T> CallAsync<TArgument, T>(
        SimulatorCall call, HostEndpoint host, string? vm, TArgument argument, Func<SimulatorDriver, SimulatedHost, TArgument, T> work, CancellationToken cancellationToken) =>
        CallAsync(call, host, null, vm, (argument, work), static (driver, machine, _, asked) => asked.work(driver, machine, asked.argument), cancellationToken);

    /// <summary>
    /// Runs a call on one host or two, whose gates are held while the work is done. Where no planned fault can meet it, it is done at once.
    /// </summary>
    private Task<T> CallAsync<TArgument, T>(
        SimulatorCall call, HostEndpoint host, HostEndpoint? other, string? vm, TArgument argument, CallWork<TArgument, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            var machine = world.Enter(host);
            var second = other is null ? null : world.Enter(other);
            return world.CanMeetFault(call)
                ? CallUnderFaultsAsync(call, machine, second, vm, argument, work, cancellationToken)
                : Task.FromResult(Work(machine, second, argument, work));
        }
        catch (DriverException e)
        {
            return Task.FromException<T>(e);
        }
    }

    private async Task<T> CallUnderFaultsAsync<TArgument, T>(
        SimulatorCall call, SimulatedHost host, SimulatedHost? other, string? vm, TArgument argument, CallWork<TArgument, T> work, CancellationToken cancellationToken)
    {
        var faults = world.CountCall(call, host.Name);
        foreach (var met in faults)
        {
            await SufferBeforeAsync(met, call, host, vm, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var result = Work(host, other, argument, work);
        foreach (var met in faults)
        {
            await SufferAfterAsync(met, call, host, cancellationToken);
        }

        return result;
    }

    private T Work<TArgument, T>(SimulatedHost host, SimulatedHost? other, TArgument argument, CallWork<TArgument, T> work)
    {
        // Two gates are always taken in the order of the hosts' names, so that migrations in opposite directions do not wait for each other.
        var (first, second) = other is null || string.CompareOrdinal(host.Name, other.Name) < 0 ? (host, other) : (other, host);
        lock (first.Gate)
        {
            if (second is null)
            {
                RequireAnswer(host);
                return work(this, host, null, argument);
            }

            lock (second.Gate)
            {
                RequireAnswer(host);
                RequireAnswer(other!);
                return work(this, host, other, argument);
            }
        }
    }

    private delegate T CallWork<TArgument, T>(SimulatorDriver driver, SimulatedHost host, SimulatedHost? other, TArgument argument);

    private async Task SufferBeforeAsync(MetFault met, SimulatorCall call, SimulatedHost host, string? vm, CancellationToken cancellationToken)
    {
        switch (met.Fault.Effect)
        {
            case SimulatorEffect.Slow:
                await Task.Delay(met.DelayOf(host.Name), world.Time, cancellationToken);
                break;
            case SimulatorEffect.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            case SimulatorEffect.Fail:
                throw Planned(Outcome.NotApplied, "fails", canRetry: false);
            case SimulatorEffect.Retry:
                throw Planned(Outcome.NotApplied, "fails this time", canRetry: true);
            case SimulatorEffect.Unsure:
                throw Planned(Outcome.Unknown, "does not answer in time", canRetry: true);
            case SimulatorEffect.Stop:
                Drift(host, vm, met, SimulatorEventKind.VmStop);
                break;
            case SimulatorEffect.Shutdown:
                Drift(host, vm, met, SimulatorEventKind.VmShutdown);
                break;
            case SimulatorEffect.Crash:
                Drift(host, vm, met, SimulatorEventKind.VmCrash);
                break;
            case SimulatorEffect.Vanish:
                Drift(host, vm, met, SimulatorEventKind.VmVanish);
                break;
        }

        DriverException Planned(Outcome outcome, string what, bool canRetry) =>
            new(outcome, $"Host {host.Name} {what} at {call}, as planned by '{met.Fault}' (call {met.Number}).", canRetry);
    }

    private static async Task SufferAfterAsync(MetFault met, SimulatorCall call, SimulatedHost host, CancellationToken cancellationToken)
    {
        switch (met.Fault.Effect)
        {
            case SimulatorEffect.Lost:
                throw new DriverException(Outcome.Unknown, $"Host {host.Name} did {call}, but its answer is lost, as planned by '{met.Fault}' (call {met.Number}).", canRetry: true);
            case SimulatorEffect.Applied:
                throw new DriverException(Outcome.Applied, $"Host {host.Name} did {call} and failed after it, as planned by '{met.Fault}' (call {met.Number}).");
            case SimulatorEffect.HangAfter:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
        }
    }

    private void Drift(SimulatedHost host, string? vm, MetFault met, SimulatorEventKind kind)
    {
        lock (host.Gate)
        {
            var running = host.Vms.Values.Where(each => each.Power == VmPower.Running).Select(each => each.Name).Order(StringComparer.Ordinal).ToList();
            var victim = vm is not null && running.Contains(vm) ? vm
                : running.Count > 0 ? running[StableHash.Below(running.Count, met.Seed, host.Name, met.Number)]
                : null;
            if (victim is not null)
            {
                world.Drift(host, victim, kind);
            }
        }
    }

    private static void RequireAnswer(SimulatedHost host)
    {
        if (!host.Answers)
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} does not answer. It was dropped; bring it back, or use another host.", canRetry: true);
        }
    }

    private static SimulatedVm RequireRunning(SimulatedHost host, string name)
    {
        if (host.Vms.TryGet(name, out var vm) && vm.Power == VmPower.Running)
        {
            return vm;
        }

        throw new DriverException(Outcome.NotApplied, $"VM {name} does not run on host {host.Name}. Start it there first.");
    }
}
