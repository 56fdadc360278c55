namespace CloudStack.Drivers.Simulator.Tests;

/// <summary>Endpoints and specifications for tests.</summary>
internal static class Sample
{
    public static readonly PoolSpec Pool = new()
    {
        Id = StoragePoolId.From(new Guid("00000000-0000-0000-0000-0000000000a1")),
        Type = PoolTypes.NetworkFilesystem,
        Host = "nas",
        Path = "/export/primary",
    };

    public static readonly PoolSpec OtherPool = Pool with { Id = StoragePoolId.From(new Guid("00000000-0000-0000-0000-0000000000a2")), Path = "/export/other" };

    public static readonly TemplateSpec Template = new()
    {
        Id = TemplateId.From(new Guid("00000000-0000-0000-0000-0000000000b1")),
        Format = "QCOW2",
        Source = new Uri("http://images/tiny.qcow2"),
    };

    public static HostEndpoint Host(string name) => HostAt("sim://" + name);

    public static HostEndpoint HostAt(string address) => new() { Id = HostId.From(Guid.Empty), Address = new Uri(address) };

    public static VmSpec Vm(int number, VmPower power = VmPower.Running) => new()
    {
        Vm = new VmRef(VirtualMachineId.From(Guid.Empty), $"i-2-{number}-VM"),
        Power = power,
        Cpus = 1,
        CpuMhz = 500,
        MemoryBytes = 512L << 20,
    };
}
