namespace CloudStack.Drivers.Kvm.Tests;

/// <summary>Specifications that the tests start from.</summary>
internal static class Specs
{
    public static readonly HostEndpoint Host = new()
    {
        Id = new HostId(new Guid("00000000-0000-0000-0000-00000000000a")),
        Address = new Uri("ssh://root@192.0.2.10"),
        Password = "host-password",
        NetworkLabels = new Dictionary<string, string> { ["Guest"] = "cloudbr1", ["Public"] = "cloudbr0" },
    };

    public static readonly PoolSpec Shared = new()
    {
        Id = new StoragePoolId(new Guid("00000000-0000-0000-0000-0000000000f1")), Type = PoolTypes.SharedMountPoint, Path = "/primary",
    };

    public static readonly PoolSpec Nfs = new()
    {
        Id = new StoragePoolId(new Guid("00000000-0000-0000-0000-0000000000f2")), Type = PoolTypes.NetworkFilesystem, Host = "192.0.2.50", Path = "/export/primary",
    };

    public static VolumeSpec Volume(int number, PoolSpec pool) => new()
    {
        Id = new VolumeId(new Guid(number, 0, 0, new byte[8])), Pool = pool, SizeBytes = 8L << 30, Template = new TemplateId(new Guid("00000000-0000-0000-0000-0000000000e1")),
    };

    public static VmSpec Linux => new()
    {
        Vm = new VmRef(new VirtualMachineId(new Guid("00000000-0000-0000-0000-0000000000c1")), "i-2-3-VM"),
        Power = VmPower.Running,
        Cpus = 2,
        CpuMhz = 1000,
        MemoryBytes = 512L << 20,
        GuestOs = "CentOS 5.5 (64-bit)",
        DisplayName = "web & <mail>",
        ConsolePassword = "s3cret&\"",
        Disks = [new DiskSpec(Volume(1, Shared), 0), new DiskSpec(Volume(2, Nfs), 4)],
        Nics =
        [
            new NicSpec { Id = new NicId(Guid.Empty), DeviceId = 0, MacAddress = "02:00:4c:5f:00:01", TrafficType = "Guest", BroadcastUri = "vlan://300", RateMbps = 200 },
            new NicSpec { Id = new NicId(Guid.Empty), DeviceId = 1, MacAddress = "02:00:4c:5f:00:02", TrafficType = "Public" },
        ],
    };

    public static VmSpec Windows => Linux with
    {
        Vm = new VmRef(new VirtualMachineId(Guid.Empty), "x; reboot"),
        GuestOs = "Windows Server 2008 (64-bit)",
        DisplayName = "line one\nline two\u0001",
        ConsolePassword = null,
        LimitCpu = true,
        Disks = [new DiskSpec(Volume(1, Shared), 0)],
        Nics = [],
    };
}
