using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CloudStack.Drivers;

namespace CloudStack.Testing;

/// <summary>One run of a check: makes VMs and volumes, remembers them, and removes them at its end.</summary>
internal sealed partial class HypervisorTrial(IHypervisorHarness harness, CancellationToken cancellationToken)
{
    private readonly List<VmRef> _vms = [];
    private readonly List<VolumeSpec> _volumes = [];
    private readonly List<Func<Task>> _restores = [];

    public IHypervisorHarness Harness { get; } = harness;

    public IHypervisorDriver Driver => Harness.Driver;

    public HypervisorHooks Hooks => Harness.Hooks!;

    public HostEndpoint Host => Harness.Hosts[0];

    public HostEndpoint OtherHost => Harness.Hosts[1];

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public T Facet<T>() where T : class => (T)Driver;

    /// <summary>Something to do at the end, before VMs and volumes are removed.</summary>
    public void AtEnd(Func<Task> restore) => _restores.Add(restore);

    public VmRef NewVm()
    {
        var id = Harness.Ids.NewGuid();
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var number = 0u;
        for (var at = 0; at < bytes.Length; at += sizeof(uint))
        {
            number ^= BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        }

        var vm = new VmRef(VirtualMachineId.From(id), string.Create(CultureInfo.InvariantCulture, $"i-2-{number}-VM"));
        lock (_vms)
        {
            _vms.Add(vm);
        }

        return vm;
    }

    /// <summary>The same VM under a name that ends otherwise.</summary>
    public VmRef Rename(VmRef vm, string ending)
    {
        var renamed = vm with { Name = vm.Name[..(vm.Name.LastIndexOf('-') + 1)] + ending };
        lock (_vms)
        {
            _vms.Add(renamed);
        }

        return renamed;
    }

    /// <summary>A VM that shall run, its volumes made.</summary>
    public async Task<VmSpec> PrepareVmAsync(HostEndpoint? host = null)
    {
        var vm = NewVm();
        return Harness.CreateVm(vm, Driver is IHostStorage ? [new DiskSpec(await PrepareVolumeAsync(host ?? Host), 0)] : []);
    }

    public async Task<VmSpec> StartVmAsync(HostEndpoint? host = null)
    {
        var spec = await PrepareVmAsync(host);
        await EnsureAsync(spec, host);
        return spec;
    }

    /// <summary>A VM that runs and whose guest is up.</summary>
    public async Task<VmSpec> StartGuestAsync()
    {
        var spec = await StartVmAsync();
        if (Harness.Hooks?.AwaitGuest is { } awaitGuest)
        {
            await awaitGuest(Host, spec.Vm.Name, CancellationToken);
        }

        return spec;
    }

    /// <summary>Looks again and again until something holds; fails with what was seen last when that takes longer than a cancelled call may.</summary>
    public async Task ExpectSoonAsync(Func<Task<(bool Holds, string Seen)>> look)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var (holds, seen) = await look();
            if (holds)
            {
                return;
            }

            Expect(watch.Elapsed < Harness.CancelTimeout, seen);
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken);
        }
    }

    /// <summary>A volume made from the template, on the pool, which is in use on every host.</summary>
    public async Task<VolumeSpec> PrepareVolumeAsync(HostEndpoint host, bool isEmpty = false)
    {
        await PreparePoolAsync();
        if (!isEmpty)
        {
            await LimitAsync("EnsureTemplateAsync", token => Facet<IHostStorage>().EnsureTemplateAsync(host, Harness.Pool, Harness.Template, token));
        }

        var volume = NewVolume(isEmpty ? null : Harness.Template.Id);
        await LimitAsync("EnsureVolumeAsync", token => Facet<IHostStorage>().EnsureVolumeAsync(host, volume, token));
        return volume;
    }

    public VolumeSpec NewVolume(TemplateId? template)
    {
        var volume = new VolumeSpec { Id = VolumeId.From(Harness.Ids.NewGuid()), Pool = Harness.Pool, SizeBytes = 64L << 20, Template = template };
        lock (_volumes)
        {
            _volumes.Add(volume);
        }

        return volume;
    }

    /// <summary>The same volume on the harness's other pool, which is in use on every host.</summary>
    public async Task<VolumeSpec> OnOtherPoolAsync(VolumeSpec volume)
    {
        await PreparePoolAsync(Harness.OtherPool!);
        var moved = volume with { Pool = Harness.OtherPool! };
        lock (_volumes)
        {
            _volumes.Add(moved);
        }

        return moved;
    }

    /// <summary>An image that is not there yet.</summary>
    public ImageSpec NewImage() => new(new Uri(Harness.ImageFolder!, $"{Harness.Ids.NewGuid()}.img"), Harness.ImageFormat);

    public Task PreparePoolAsync() => PreparePoolAsync(Harness.Pool);

    private async Task PreparePoolAsync(PoolSpec pool)
    {
        foreach (var host in Harness.Hosts)
        {
            await LimitAsync("EnsurePoolAsync", token => Facet<IHostStorage>().EnsurePoolAsync(host, pool, token));
        }
    }

    public Task<VmObservation> EnsureAsync(VmSpec spec, HostEndpoint? host = null) =>
        LimitAsync("EnsureAsync", token => Driver.EnsureAsync(host ?? Host, spec, token));

    public Task RemoveAsync(VmRef vm, HostEndpoint? host = null) => LimitAsync("RemoveAsync", token => Driver.RemoveAsync(host ?? Host, vm, token));

    public Task<IReadOnlyList<VmObservation>> ObserveAsync(HostEndpoint? host = null) =>
        LimitAsync("ObserveAsync", token => Driver.ObserveAsync(host ?? Host, token));

    /// <summary>The VM as observed, or null; fails when it is there twice.</summary>
    public async Task<VmObservation?> FindAsync(VmRef vm, HostEndpoint? host = null)
    {
        var found = (await ObserveAsync(host)).Where(each => each.Name == vm.Name).ToList();
        Expect(found.Count <= 1, $"host {NameOf(host ?? Host)} has {found.Count} VMs named {vm.Name}");
        if (Harness.Hooks?.CountVms is { } count)
        {
            var truth = await count(host ?? Host, vm.Name, CancellationToken);
            Expect(truth <= 1, $"host {NameOf(host ?? Host)} really has {truth} VMs named {vm.Name}");
        }

        return found.SingleOrDefault();
    }

    public async Task ExpectPowerAsync(VmRef vm, VmPower power, string when, HostEndpoint? host = null)
    {
        var seen = (await FindAsync(vm, host))?.Power;
        // A VM that is not there does not run either.
        Expect((seen ?? VmPower.Stopped) == power, $"after {when}, VM {vm.Name} on host {NameOf(host ?? Host)} is {seen?.ToString() ?? "not there"} instead of {power}");
    }

    public async Task ExpectGoneAsync(VmRef vm, string when, HostEndpoint? host = null)
    {
        var seen = await FindAsync(vm, host);
        Expect(seen is null, $"after {when}, VM {vm.Name} is still on host {NameOf(host ?? Host)} as {seen?.Power}");
    }

    /// <summary>Fails unless the call throws a <see cref="DriverException"/> with <see cref="Outcome.NotApplied"/>.</summary>
    public async Task<DriverException> ExpectRefusalAsync(string call, Func<CancellationToken, Task> work)
    {
        try
        {
            await LimitAsync(call, work);
        }
        catch (DriverException e)
        {
            Expect(e.Outcome == Outcome.NotApplied, $"{call} failed with outcome {e.Outcome} instead of NotApplied: {e.Message}");
            return e;
        }
        catch (Exception e) when (e is not ConformanceException && !CancellationToken.IsCancellationRequested)
        {
            throw new ConformanceException($"{call} threw {e.GetType().Name} instead of DriverException: {e.Message}", e);
        }

        throw new ConformanceException($"{call} succeeded, but cannot have done its work");
    }

    /// <summary>Cancels a call soon after it began; it must end promptly, whatever it managed to do.</summary>
    public async Task CancelAsync(string call, Func<CancellationToken, Task> work, TimeSpan after)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        var running = work(cancellation.Token);
        await Task.WhenAny(running, Task.Delay(after, CancellationToken));
        var watch = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        await Task.WhenAny(running, Task.Delay(Harness.CancelTimeout, CancellationToken));
        Expect(running.IsCompleted, $"{call} had not ended {watch.Elapsed.TotalSeconds:0} s after it was cancelled");
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
        }
        catch (DriverException e) when (e.Outcome == Outcome.Unknown)
        {
        }
        catch (Exception e)
        {
            throw new ConformanceException($"{call}, cancelled, threw {Describe(e)}: neither OperationCanceledException nor a DriverException of outcome Unknown", e);
        }
    }

    /// <summary>Runs a call; fails when it takes longer than the harness allows.</summary>
    public async Task<T> LimitAsync<T>(string call, Func<CancellationToken, Task<T>> work)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        limit.CancelAfter(Harness.CallTimeout);
        try
        {
            // Not only cancelled, but left: a driver that ignores the token must not hang the kit.
            return await work(limit.Token).WaitAsync(Harness.CallTimeout + Harness.CancelTimeout, CancellationToken);
        }
        catch (Exception e) when ((e is OperationCanceledException && limit.IsCancellationRequested) || e is TimeoutException)
        {
            CancellationToken.ThrowIfCancellationRequested();
            throw new ConformanceException($"{call} took longer than {Harness.CallTimeout}", e);
        }
    }

    public Task LimitAsync(string call, Func<CancellationToken, Task> work) => LimitAsync(call, async token =>
    {
        await work(token);
        return true;
    });

    public static void Expect(bool holds, string seen)
    {
        if (!holds)
        {
            throw new ConformanceException(seen);
        }
    }

    public static string NameOf(HostEndpoint host) => host.Address.Host;

    public static string Describe(Exception e) => e is DriverException driver ? $"DriverException ({driver.Outcome}): {e.Message}" : $"{e.GetType().Name}: {e.Message}";

    public async Task CleanUpAsync()
    {
        foreach (var restore in _restores)
        {
            await restore();
        }

        foreach (var host in Harness.Hosts)
        {
            foreach (var vm in _vms)
            {
                await RemoveAsync(vm, host);
            }
        }

        if (_volumes.Count > 0)
        {
            await PreparePoolAsync();
        }

        foreach (var volume in _volumes)
        {
            await LimitAsync("RemoveVolumeAsync", token => Facet<IHostStorage>().RemoveVolumeAsync(Host, volume, token));
        }
    }

    public static bool IsCloudName(string name) => CloudName().IsMatch(name);

    [GeneratedRegex(@"^(i-\d+-\d+|[rvsl]-\d+)-[^\s+-]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex CloudName();
}
