using CloudStack.Testing;

namespace CloudStack.Drivers.Simulator.Tests.Conformance;

/// <summary>Two simulated hosts, and a third that does not answer.</summary>
internal class SimulatorHarness : IHypervisorHarness
{
    private readonly CountingIds _ids = new();

    public SimulatorHarness() : this("")
    {
    }

    protected SimulatorHarness(string faults)
    {
        World = new SimulatorWorld(new SimulatorOptions { Plan = SimulatorPlan.Parse("host:nowhere@drop;" + faults) }, TimeProvider.System);
        Driver = new SimulatorDriver(World);
    }

    public SimulatorWorld World { get; }

    public virtual IHypervisorDriver Driver { get; }

    public IReadOnlyList<HostEndpoint> Hosts { get; } = [Sample.Host("h1"), Sample.HostAt("http://h2")];

    public HostEndpoint UnreachableHost { get; } = Sample.Host("nowhere");

    public PoolSpec Pool => Sample.Pool;

    public TemplateSpec Template => Sample.Template;

    public IsoSpec? Iso { get; } = new(new TemplateId(new Guid("00000000-0000-0000-0000-0000000000d1")), new Uri("http://isos.example/a.iso"));

    public PoolSpec? OtherPool => Sample.OtherPool;

    public Uri? ImageFolder { get; } = new(Path.Combine(Path.GetTempPath(), "cloudstack-images-" + Path.GetRandomFileName()) + "/");

    public IIdSource Ids => _ids;

    public TimeSpan CallTimeout => TimeSpan.FromSeconds(20);

    public TimeSpan CancelTimeout => TimeSpan.FromSeconds(5);

    public virtual int Parallelism => 32;

    public virtual IReadOnlyDictionary<string, string> Exemptions { get; } = new Dictionary<string, string>();

    public virtual HypervisorHooks? Hooks => new()
    {
        ShutDownGuest = (_, vm, _) => Happen(SimulatorEventKind.VmShutdown, vm),
        KillVm = (_, vm, _) => Happen(SimulatorEventKind.VmStop, vm),
        PlantForeignVm = (host, vm, token) => Driver.EnsureAsync(host, Sample.Vm(1) with { Vm = new VmRef(VirtualMachineId.From(Guid.Empty), vm) }, token),
        RemoveForeignVm = (host, vm, token) => Driver.RemoveAsync(host, new VmRef(VirtualMachineId.From(Guid.Empty), vm), token),
        CutConnection = (host, _) => Happen(SimulatorEventKind.HostDrop, host.Address.Host),
        RestoreConnection = (host, _) => Happen(SimulatorEventKind.HostReturn, host.Address.Host),
        LoseNextAnswer = (host, _) =>
        {
            World.Plan($"ensure@{host.Address.Host}#1:lost");
            return Task.CompletedTask;
        },
        CountVms = (host, vm, _) => Task.FromResult(World.HostNamed(host.Address.Host).Vms.TryGet(vm, out var _) ? 1 : 0),
        CountDisks = (host, vm, _) => Task.FromResult(World.HostNamed(host.Address.Host).Vms.TryGet(vm, out var found) ? found.Disks.Count : 0),
        HasIso = (host, vm, _) => Task.FromResult(World.HostNamed(host.Address.Host).Vms.TryGet(vm, out var found) && found.Iso is not null),
        CountNics = (host, vm, _) => Task.FromResult(World.HostNamed(host.Address.Host).Vms.TryGet(vm, out var found) ? found.Nics.Count : 0),
    };

    public virtual Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual VmSpec CreateVm(VmRef vm, IReadOnlyList<DiskSpec> disks) => Sample.Vm(1) with { Vm = vm, Disks = disks };

    public ValueTask DisposeAsync()
    {
        World.Dispose();
        if (Directory.Exists(ImageFolder!.LocalPath))
        {
            Directory.Delete(ImageFolder.LocalPath, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private Task Happen(SimulatorEventKind kind, string name)
    {
        World.Happen(new SimulatorEvent(kind, name));
        return Task.CompletedTask;
    }
}

/// <summary>The same with latency, so that calls are cancelled and overtaken in their midst.</summary>
internal sealed class SlowSimulatorHarness() : SimulatorHarness("any:slow=1ms-5ms;ensure%20:slow=30ms")
{
    public override int Parallelism => 8;
}
