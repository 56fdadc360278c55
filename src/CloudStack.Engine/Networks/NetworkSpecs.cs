using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Reads what an element has to know of a network.</summary>
internal static class NetworkSpecs
{
    public static async Task<NetworkSpec> BuildAsync(Db db, long networkId, IReadOnlyList<string> services)
    {
        var found = await (from network in db.Networks
                           from zone in db.Zones.Where(row => row.Id == network.ZoneId)
                           where network.Id == networkId
                           select new { network, zone }).FirstAsync();
        var leases = await (from nic in db.Nics
                            from vm in db.VirtualMachines.Where(row => row.Id == nic.VmId)
                            where nic.NetworkId == networkId
                            orderby nic.Id
                            select new NetworkLease(new VirtualMachineId(vm.Uuid), vm.Name, nic.MacAddress)
                            {
                                IpAddress = nic.Ip4Address,
                                Ip6Address = nic.Ip6Address,
                                IsDefault = nic.IsDefault,
                            }).ToListAsync();
        return new NetworkSpec
        {
            Network = new NetworkRef(new NetworkId(found.network.Uuid), found.network.Name ?? ""),
            ZoneId = new ZoneId(found.zone.Uuid),
            TrafficType = found.network.TrafficType,
            Services = services,
            BroadcastUri = found.network.BroadcastUri,
            Cidr = found.network.Cidr,
            Gateway = found.network.Gateway,
            Ip6Cidr = found.network.Ip6Cidr,
            Ip6Gateway = found.network.Ip6Gateway,
            Domain = found.network.NetworkDomain,
            NameServers = [.. new[] { found.network.Dns1 ?? found.zone.Dns1, found.network.Dns2 ?? found.zone.Dns2 }.OfType<string>()],
            Leases = leases,
        };
    }
}
