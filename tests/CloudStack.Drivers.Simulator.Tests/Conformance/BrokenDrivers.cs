namespace CloudStack.Drivers.Simulator.Tests.Conformance;

/// <summary>A driver that breaks one rule of the contract; everything else is the simulator's.</summary>
internal class BrokenDriver(SimulatorDriver inner) : IHypervisorDriver
{
    protected SimulatorDriver Inner { get; } = inner;

    public virtual HypervisorTraits Traits => Inner.Traits;

    public virtual Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken) => Inner.ProbeAsync(host, cancellationToken);

    public virtual Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken) => Inner.EnsureAsync(host, spec, cancellationToken);

    public virtual Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) => Inner.ObserveAsync(host, cancellationToken);

    public virtual Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken) => Inner.RemoveAsync(host, vm, cancellationToken);
}

internal sealed class EnsureDuplicates(SimulatorDriver inner) : BrokenDriver(inner)
{
    private readonly List<string> _ensured = [];

    public override Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        _ensured.Add(spec.Vm.Name);
        return base.EnsureAsync(host, spec, cancellationToken);
    }

    public override async Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        [.. (await base.ObserveAsync(host, cancellationToken)).SelectMany(vm => Enumerable.Repeat(vm, _ensured.Count(name => name == vm.Name)))];
}

internal sealed class RemoveThrowsOnAbsent(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task RemoveAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        if ((await base.ObserveAsync(host, cancellationToken)).All(each => each.Name != vm.Name))
        {
            throw new DriverException(Outcome.NotApplied, $"No VM {vm.Name}.");
        }

        await base.RemoveAsync(host, vm, cancellationToken);
    }
}

internal sealed class StopIsForgotten(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken) =>
        spec.Power == VmPower.Stopped ? new VmObservation(spec.Vm.Name, VmPower.Stopped) : await base.EnsureAsync(host, spec, cancellationToken);
}

internal sealed class ThrowsOtherErrors(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ProbeAsync(host, cancellationToken);
        }
        catch (DriverException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}

internal sealed class KeepsTheHostToItself(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ProbeAsync(host, cancellationToken);
        }
        catch (DriverException e)
        {
            throw new DriverException(e.Outcome, "Something went wrong.", innerException: e);
        }
    }
}

internal sealed class IgnoresCancellation(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            await Task.WhenAny(Task.Delay(Timeout.Infinite, cancellationToken), Task.Delay(300, CancellationToken.None));
        }

        return await base.EnsureAsync(host, spec, CancellationToken.None);
    }
}

internal sealed class ListsForeignVms(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        [.. await base.ObserveAsync(host, cancellationToken), new VmObservation("someones-desktop", VmPower.Running)];
}

internal sealed class ForgetsWhoStopped(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint host, CancellationToken cancellationToken) =>
        [.. (await base.ObserveAsync(host, cancellationToken)).Select(vm => vm with { StoppedByGuest = false })];
}

internal sealed class CallsALostAnswerNotApplied(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override async Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            return await base.EnsureAsync(host, spec, cancellationToken);
        }
        catch (DriverException e)
        {
            throw new DriverException(Outcome.NotApplied, e.Message, innerException: e);
        }
    }
}

internal sealed class StartsOneAtATime(SimulatorDriver inner) : BrokenDriver(inner)
{
    private int _underWay;

    public override async Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _underWay) > 1)
        {
            Interlocked.Decrement(ref _underWay);
            throw new DriverException(Outcome.NotApplied, $"Host {host.Address.Host} is busy.", canRetry: true);
        }

        await Task.Delay(20, cancellationToken);
        Interlocked.Decrement(ref _underWay);
        return await base.EnsureAsync(host, spec, cancellationToken);
    }
}

internal sealed class TripsOverOddTexts(SimulatorDriver inner) : BrokenDriver(inner)
{
    public override Task<VmObservation> EnsureAsync(HostEndpoint host, VmSpec spec, CancellationToken cancellationToken)
    {
        _ = System.Xml.Linq.XElement.Parse($"<title>{spec.DisplayName}</title>");
        return base.EnsureAsync(host, spec, cancellationToken);
    }
}

/// <summary>Copies a VM instead of moving it.</summary>
internal sealed class MigrateCopies(SimulatorDriver inner) : BrokenDriver(inner), ILiveMigration
{
    public async Task MigrateAsync(HostEndpoint from, HostEndpoint to, VmSpec spec, CancellationToken cancellationToken) =>
        await Inner.EnsureAsync(to, spec, cancellationToken);
}

internal sealed class AttachTwiceThrows(SimulatorDriver inner) : BrokenDriver(inner), INicHotPlug
{
    private readonly HashSet<string> _attached = [];

    public Task AttachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken) =>
        _attached.Add(vm.Name + nic.MacAddress)
            ? Inner.AttachNicAsync(host, vm, nic, cancellationToken)
            : throw new DriverException(Outcome.NotApplied, $"VM {vm.Name} has a NIC {nic.MacAddress} already.");

    public Task DetachNicAsync(HostEndpoint host, VmRef vm, NicSpec nic, CancellationToken cancellationToken) => Inner.DetachNicAsync(host, vm, nic, cancellationToken);
}

/// <summary>Makes existing volumes anew.</summary>
internal sealed class OverwritesVolumes(SimulatorDriver inner) : BrokenDriver(inner), IHostStorage
{
    public Task<PoolFacts> EnsurePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken) => Inner.EnsurePoolAsync(host, pool, cancellationToken);

    public Task RemovePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken) => Inner.RemovePoolAsync(host, pool, cancellationToken);

    public Task<TemplateFacts> EnsureTemplateAsync(HostEndpoint host, PoolSpec pool, TemplateSpec template, CancellationToken cancellationToken) =>
        Inner.EnsureTemplateAsync(host, pool, template, cancellationToken);

    public async Task<VolumeFacts> EnsureVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken)
    {
        await Inner.RemoveVolumeAsync(host, volume, cancellationToken);
        return await Inner.EnsureVolumeAsync(host, volume, cancellationToken);
    }

    public Task RemoveVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken) => Inner.RemoveVolumeAsync(host, volume, cancellationToken);
}
