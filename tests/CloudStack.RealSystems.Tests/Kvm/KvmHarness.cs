using System.Globalization;
using CloudStack.Drivers;
using CloudStack.Drivers.Kvm;
using CloudStack.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.RealSystems.Tests.Kvm;

/// <summary>The two hosts of the lab for the conformance kit.</summary>
public sealed class KvmHarness : IHypervisorHarness
{
    // the kit reboots guests that are still booting and hear no power button: they are reset soon
    private readonly KvmDriver driver = new(
        new KvmOptions { RebootGrace = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(10) }, TimeProvider.System, NullLogger<KvmDriver>.Instance);

    public IHypervisorDriver Driver => driver;

    public IReadOnlyList<HostEndpoint> Hosts => [Lab.A, Lab.B];

    // this machine's end of the lab's network, at a port that nobody listens at
    public HostEndpoint UnreachableHost => Lab.A with { Id = new HostId(Guid.Empty), Address = new Uri($"ssh://root@{Lab.OwnAddress}:1") };

    public PoolSpec Pool => Lab.SharedPool;

    public TemplateSpec Template => Lab.Template;

    // any file is a disc to the drive
    public IsoSpec? Iso => new(new TemplateId(new Guid("7e3b0000-0000-0000-0000-000000000002")), new Uri("file://" + Lab.TemplatePath));

    public IIdSource Ids { get; } = new RandomIds();

    public int Parallelism => 4;

    public HypervisorHooks? Hooks { get; } = new()
    {
        AwaitGuest = (host, vm, _) => Lab.WaitForTickAsync(host, vm, 1),
        ShutDownGuest = (host, vm, token) => Lab.ShutDownGuestAsync(host, vm, token),
        KillVm = (host, vm, token) => Lab.KillAsync(host, vm, token),
        PlantForeignVm = (host, vm, token) => Lab.PlantDomainAsync(host, vm, token),
        RemoveForeignVm = (host, vm, _) => Lab.VirshAsync(host, "undefine", vm),
        CutConnection = (host, _) => Lab.StopSshAsync(host),
        RestoreConnection = (host, _) => Lab.StartSshAsync(host),
        LoseNextAnswer = (host, token) => Lab.LoseNextStartAsync(host, token),
        CountVms = (host, vm, _) => Lab.CountDomainsAsync(host, vm),
        CountDisks = (host, vm, _) => Lab.CountDisksAsync(host, vm),
        HasIso = (host, vm, _) => Lab.HasDiscAsync(host, vm),
        CountNics = (host, vm, _) => Lab.CountNicsAsync(host, vm),
    };

    private static LibvirtLab Lab => KvmSetUp.Lab;

    // the lab is up already
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public VmSpec CreateVm(VmRef vm, IReadOnlyList<DiskSpec> disks) => new()
    {
        Vm = vm,
        Power = VmPower.Running,
        Cpus = 1,
        CpuMhz = 500,
        MemoryBytes = 96L << 20,
        GuestOs = "Debian GNU/Linux 6(64-bit)",
        Disks = disks,
        Nics = [((IHypervisorHarness)this).CreateNic(0, MacAddressOf(vm.Id))],
    };

    public ValueTask DisposeAsync()
    {
        driver.Dispose();
        // a check that passed because nothing was lost would prove nothing
        if (Lab is not null && Lab.IsStartToBeLost(Lab.A))
            throw new InvalidOperationException("The answer that was to be lost was not: no virtual machine was started over a connection that could be cut.");
        return ValueTask.CompletedTask;
    }

    private static string MacAddressOf(VirtualMachineId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"02:01:{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}:{bytes[3]:x2}");
    }

    private sealed class RandomIds : IIdSource
    {
        public Guid NewGuid() => Guid.NewGuid();
    }
}
