using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>NICs as clients see them.</summary>
internal static class NicViews
{
    /// <summary>The NICs of VMs by their numbers, each in the order of the devices.</summary>
    public static async Task<Dictionary<long, List<Nic>>> ByVmAsync(Db db, IReadOnlyCollection<long> vmIds)
    {
        var nics = await db.ListAsync<NicRow>(nameof(NicRow.VmId), vmIds);
        var networks = await db.ByIdsAsync<NetworkRow>([.. nics.Select(nic => nic.NetworkId)]);
        return nics.GroupBy(nic => nic.VmId)
            .ToDictionary(group => group.Key, group => group.OrderBy(nic => nic.DeviceId).Select(nic => Of(nic, networks[nic.NetworkId])).ToList());
    }

    private static Nic Of(NicRow nic, NetworkRow network) => new()
    {
        Id = new NicId(nic.Uuid),
        NetworkId = new NetworkId(network.Uuid),
        NetworkName = network.Name,
        Netmask = nic.Ip4Netmask,
        Gateway = nic.Ip4Gateway,
        IpAddress = nic.Ip4Address,
        IsolationUri = nic.IsolationUri,
        BroadcastUri = nic.BroadcastUri,
        TrafficType = network.TrafficType,
        Type = network.GuestType,
        IsDefault = nic.IsDefault,
        MacAddress = nic.MacAddress,
        Ip6Gateway = nic.Ip6Gateway,
        Ip6Cidr = nic.Ip6Cidr,
        Ip6Address = nic.Ip6Address,
    };
}
