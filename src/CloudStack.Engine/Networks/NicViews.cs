using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>NICs as clients see them.</summary>
internal static class NicViews
{
    /// <summary>The NICs of VMs by their numbers, each in the order of the devices, with one query.</summary>
    public static async Task<Dictionary<long, List<Nic>>> ByVmAsync(Db db, IReadOnlyCollection<long> vmIds)
    {
        var found = await (from nic in db.Nics
                           from network in db.Networks.Where(row => row.Id == nic.NetworkId)
                           where vmIds.Contains(nic.VmId)
                           orderby nic.VmId, nic.DeviceId
                           select new
                           {
                               nic.VmId,
                               View = new Nic
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
                               },
                           }).ToListAsync();
        return found.GroupBy(item => item.VmId).ToDictionary(group => group.Key, group => group.Select(item => item.View).ToList());
    }
}
