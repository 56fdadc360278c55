namespace CloudStack.Engine;

/// <summary>4.1's numbers of what has a capacity.</summary>
internal static class CapacityTypes
{
    public const short Memory = 0, Cpu = 1, Storage = 2, AllocatedStorage = 3, PublicIp = 4, PrivateIp = 5, SecondaryStorage = 6, Vlan = 7, SharedNetworkIp = 8,
        LocalStorage = 9;
}
