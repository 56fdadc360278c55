using CloudStack.Drivers;
using CloudStack.Drivers.Kvm;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.RealSystems.Tests.Kvm;

/// <summary>The lab that the tests of this folder share, started once.</summary>
[SetUpFixture]
public sealed class KvmSetUp
{
    public static LibvirtLab Lab { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Lab = await LibvirtLab.StartAsync();

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
    }
}

/// <summary>What tests against real hosts start from. Each test has VMs of its own, which are gone when it ends.</summary>
public abstract class KvmTest
{
    private static int lastVm;
    private readonly List<VmSpec> made = [];
    private VmSpec? shared;

    protected static LibvirtLab Lab => KvmSetUp.Lab;

    protected KvmDriver Driver { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    [OneTimeSetUp]
    public void CreateDriver() => Driver = NewDriver();

    [OneTimeTearDown]
    public async Task CloseDriverAsync()
    {
        if (shared is not null)
        {
            made.Add(shared);
            await RemoveVmsAsync();
        }
        Driver.Dispose();
    }

    [TearDown]
    public async Task RemoveVmsAsync()
    {
        foreach (var spec in made)
        {
            await Driver.RemoveAsync(Lab.A, spec.Vm, CancellationToken.None);
            await Driver.RemoveAsync(Lab.B, spec.Vm, CancellationToken.None);
            foreach (var disk in spec.Disks.Where(disk => disk.Volume.Pool.Type == PoolTypes.SharedMountPoint))
                await Driver.RemoveVolumeAsync(Lab.A, disk.Volume, CancellationToken.None);
        }
        made.Clear();
    }

    protected static KvmDriver NewDriver(KvmOptions? options = null) => new(
        options ?? new KvmOptions { RebootGrace = TimeSpan.FromSeconds(15), ConnectTimeout = TimeSpan.FromSeconds(5) }, TimeProvider.System, NullLogger<KvmDriver>.Instance);

    /// <summary>A VM with a ROOT disk made from the template; not started.</summary>
    protected async Task<VmSpec> NewVmAsync(string? name = null, PoolSpec? pool = null)
    {
        pool ??= Lab.SharedPool;
        await Driver.EnsurePoolAsync(Lab.A, pool, Token);
        await Driver.EnsureTemplateAsync(Lab.A, pool, Lab.Template, Token);
        var number = Interlocked.Increment(ref lastVm);
        var spec = new VmSpec
        {
            Vm = new VmRef(new VirtualMachineId(Guid.NewGuid()), name ?? $"i-2-{number}-VM"),
            Power = VmPower.Running,
            Cpus = 1,
            CpuMhz = 500,
            MemoryBytes = 128L << 20,
            GuestOs = "Debian GNU/Linux 6(64-bit)",
            Disks = [new DiskSpec(await NewVolumeAsync(pool, Lab.Template.Id), 0)],
            Nics = [NewNic(number, 0)],
        };
        made.Add(spec);
        return spec;
    }

    /// <summary>A VM that runs on the first host, and whose guest is up.</summary>
    protected async Task<VmSpec> RunningVmAsync()
    {
        var spec = await NewVmAsync();
        await Driver.EnsureAsync(Lab.A, spec, Token);
        await Lab.WaitForTickAsync(Lab.A, spec.Vm.Name, 1);
        return spec;
    }

    /// <summary>
    /// The same for tests that leave the VM as they found it: booting takes an emulated guest longer than all else. It is made again when a test has
    /// left it elsewhere.
    /// </summary>
    protected async Task<VmSpec> SharedVmAsync()
    {
        if (shared is null)
        {
            shared = await NewVmAsync();
            made.Remove(shared);
        }
        await Driver.RemoveAsync(Lab.B, shared.Vm, Token);
        await Driver.EnsureAsync(Lab.A, shared, Token);
        await Lab.WaitForTickAsync(Lab.A, shared.Vm.Name, 1);
        return shared;
    }

    protected async Task<VolumeSpec> NewVolumeAsync(PoolSpec pool, TemplateId? template = null)
    {
        var volume = new VolumeSpec { Id = new VolumeId(Guid.NewGuid()), Pool = pool, SizeBytes = 16L << 20, Template = template };
        await Driver.EnsureVolumeAsync(Lab.A, volume, Token);
        return volume;
    }

    protected static NicSpec NewNic(int vm, int device) => new()
    {
        Id = new NicId(Guid.NewGuid()),
        DeviceId = device,
        MacAddress = $"02:00:00:00:{vm:x2}:{device:x2}",
        TrafficType = "Guest",
    };

    protected async Task<VmObservation?> ObserveAsync(HostEndpoint host, VmSpec spec) =>
        (await Driver.ObserveAsync(host, Token)).SingleOrDefault(vm => vm.Name == spec.Vm.Name);

    /// <summary>The driver's error of a call that must fail.</summary>
    protected static async Task<DriverException> ErrorOfAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (DriverException e)
        {
            return e;
        }
        throw new AssertionException("The call should have failed.");
    }
}
