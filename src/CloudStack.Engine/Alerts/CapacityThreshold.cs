namespace CloudStack.Engine;

/// <summary>For each kind of capacity: from which share on it is short, where it is looked at, and what its alert is called.</summary>
internal static class CapacityThreshold
{
    private const int Vlan = 17, SharedNetworkIp = 23, LocalStorage = 24;

    /// <summary>4.1's numbers of the alerts.</summary>
    public static IReadOnlyCollection<int> AlertTypes { get; } =
        [CapacityTypes.Memory, CapacityTypes.Cpu, CapacityTypes.Storage, CapacityTypes.AllocatedStorage, CapacityTypes.PublicIp, CapacityTypes.PrivateIp,
            CapacityTypes.SecondaryStorage, Vlan, SharedNetworkIp, LocalStorage];

    public static double Of(short capacity, CloudSettings settings) => capacity switch
    {
        CapacityTypes.Memory => settings.ClusterMemoryAllocatedCapacityNotificationThreshold,
        CapacityTypes.Cpu => settings.ClusterCpuAllocatedCapacityNotificationThreshold,
        CapacityTypes.Storage => settings.ClusterStorageCapacityNotificationThreshold,
        CapacityTypes.AllocatedStorage => settings.ClusterStorageAllocatedCapacityNotificationThreshold,
        CapacityTypes.LocalStorage => settings.ClusterLocalStorageCapacityNotificationThreshold,
        CapacityTypes.PrivateIp => settings.PodPrivateIpCapacityNotificationThreshold,
        CapacityTypes.PublicIp => settings.ZoneVirtualNetworkPublicIpCapacityNotificationThreshold,
        CapacityTypes.SharedNetworkIp => settings.ZoneDirectNetworkPublicIpCapacityNotificationThreshold,
        CapacityTypes.SecondaryStorage => settings.ZoneSecStorageCapacityNotificationThreshold,
        CapacityTypes.Vlan => settings.ZoneVlanCapacityNotificationThreshold,
        _ => double.PositiveInfinity,
    };

    public static CapacityLevel LevelOf(short capacity) => capacity switch
    {
        CapacityTypes.PublicIp or CapacityTypes.SharedNetworkIp or CapacityTypes.SecondaryStorage or CapacityTypes.Vlan => CapacityLevel.Zone,
        CapacityTypes.PrivateIp => CapacityLevel.Pod,
        _ => CapacityLevel.Cluster,
    };

    /// <summary>Most have the number of the capacity; those that came later have not.</summary>
    public static int AlertTypeOf(short capacity) => capacity switch
    {
        CapacityTypes.Vlan => Vlan,
        CapacityTypes.SharedNetworkIp => SharedNetworkIp,
        CapacityTypes.LocalStorage => LocalStorage,
        _ => capacity,
    };

    public static string NameOf(short capacity) => capacity switch
    {
        CapacityTypes.Memory => "Memory",
        CapacityTypes.Cpu => "CPU",
        CapacityTypes.Storage => "Primary storage",
        CapacityTypes.AllocatedStorage => "Primary storage to allocate",
        CapacityTypes.LocalStorage => "Local storage",
        CapacityTypes.PrivateIp => "The range of private addresses",
        CapacityTypes.PublicIp => "The range of public addresses",
        CapacityTypes.SharedNetworkIp => "The range of shared network addresses",
        CapacityTypes.SecondaryStorage => "Secondary storage",
        _ => "The range of VLANs",
    };
}
