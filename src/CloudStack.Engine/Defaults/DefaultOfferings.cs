namespace CloudStack.Engine;

/// <summary>The compute, system and disk offerings of a new cloud, with the unique names of 4.1.</summary>
internal static class DefaultOfferings
{
    private const long GiB = 1L << 30;

    /// <summary>Compute offerings, and those of the system VMs, whose sizes are settings.</summary>
    public static IReadOnlyList<ServiceOfferingRow> Services(CloudSettings settings) =>
    [
        new() { Name = "Small Instance", UniqueName = "Cloud.Com-Small Instance", Cpus = 1, CpuMhz = 500, MemoryMb = 512 },
        new() { Name = "Medium Instance", UniqueName = "Cloud.Com-Medium Instance", Cpus = 1, CpuMhz = 1000, MemoryMb = 1024 },
        new()
        {
            Name = "System Offering For Software Router", UniqueName = "Cloud.Com-SoftwareRouter", SystemVmType = "DomainRouter",
            Cpus = 1, CpuMhz = settings.RouterCpuMhz, MemoryMb = settings.RouterRamSize, HaEnabled = true,
        },
        new()
        {
            Name = "System Offering For Console Proxy", UniqueName = "Cloud.com-ConsoleProxy", SystemVmType = "ConsoleProxy",
            Cpus = 1, CpuMhz = settings.ConsoleCpuMhz, MemoryMb = settings.ConsoleRamSize, RateMbps = 0,
        },
        new()
        {
            Name = "System Offering For Secondary Storage VM", UniqueName = "Cloud.com-SecondaryStorage", SystemVmType = "SecondaryStorageVm",
            Cpus = 1, CpuMhz = settings.SsvmCpuMhz, MemoryMb = settings.SsvmRamSize,
        },
        new()
        {
            Name = "System Offering For Elastic LB VM", UniqueName = "Cloud.Com-ElasticLBVm", SystemVmType = "ElasticLoadBalancerVm",
            Cpus = settings.NetworkLoadBalancerBasicZoneElbVmVcpuNum, CpuMhz = settings.NetworkLoadBalancerBasicZoneElbVmCpuMhz,
            MemoryMb = settings.NetworkLoadBalancerBasicZoneElbVmRamSize, RateMbps = 0, HaEnabled = true,
        },
    ];

    public static IReadOnlyList<DiskOfferingRow> Disks() =>
    [
        new() { Name = "Small", UniqueName = "Cloud.Com-Small", DisplayText = "Small Disk, 5 GB", SizeBytes = 5 * GiB },
        new() { Name = "Medium", UniqueName = "Cloud.Com-Medium", DisplayText = "Medium Disk, 20 GB", SizeBytes = 20 * GiB },
        new() { Name = "Large", UniqueName = "Cloud.Com-Large", DisplayText = "Large Disk, 100 GB", SizeBytes = 100 * GiB },
        new() { Name = "Custom", UniqueName = "Cloud.Com-Custom", DisplayText = "Custom Disk", IsCustom = true },
    ];
}
