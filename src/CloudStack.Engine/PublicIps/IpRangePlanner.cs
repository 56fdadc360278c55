using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Checks a createVlanIpRange: which network gets the range, on which VLAN, and whose it is.</summary>
internal sealed class IpRangePlanner
{
    public async Task<(ZoneRow Zone, IpRange Range, VlanIpRangeRow Row)> PlanAsync(Db db, CreateVlanIpRange command, CommandContext context)
    {
        var pod = context.Row<PodRow>(command.PodId?.Value);
        var physical = context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId?.Value);
        var named = context.Row<NetworkRow>(command.NetworkId?.Value);
        var zoneId = context.Row<ZoneRow>(command.ZoneId?.Value)?.Id ?? named?.ZoneId ?? physical?.ZoneId ?? pod?.ZoneId
            ?? throw CloudStackException.Invalid("createVlanIpRange needs to know the zone: give zoneid, networkid, physicalnetworkid or podid.");
        var zone = await db.Zones.FirstAsync(row => row.Id == zoneId);
        foreach (var (name, other) in new[] { ("networkid", named?.ZoneId), ("physicalnetworkid", physical?.ZoneId), ("podid", pod?.ZoneId) })
        {
            if (other is not null && other != zoneId)
            {
                throw CloudStackException.Invalid($"{name} is in another zone than {zone.Name}.");
            }
        }
        var network = named ?? await FindNetworkAsync(db, zone, command.ForVirtualNetwork ?? true);
        var isPublic = network.TrafficType == NetworkRules.Public;
        if (!isPublic && network.TrafficType != NetworkRules.Guest)
        {
            throw CloudStackException.Invalid($"IP ranges are for public and guest networks, not for {network.TrafficType} traffic.");
        }
        if (command.ForVirtualNetwork is { } asked && named is not null && asked != isPublic)
        {
            throw CloudStackException.Invalid($"forvirtualnetwork is {asked.ToString().ToLowerInvariant()}, but the network {network.Name ?? network.TrafficType} is {(isPublic ? "the public one" : "a guest network")}.");
        }
        CheckPlace(zone, network, pod, isPublic);
        var others = await db.VlanIpRanges.Where(row => row.NetworkId == network.Id && row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync();
        var sample = isPublic ? null : others.FirstOrDefault(row => row.StartIp is not null && row.PodId == pod?.Id);
        var range = IpRange.Parse(command.Gateway ?? sample?.Gateway ?? network.Gateway, command.Netmask ?? sample?.Netmask ?? NetworkViews.NetmaskOf(network.Cidr),
            command.StartIp, command.EndIp, command.Ip6Gateway ?? network.Ip6Gateway, command.Ip6Cidr ?? network.Ip6Cidr, command.StartIpv6, command.EndIpv6);
        CheckRange(range, network, sample, zone);
        var owner = await DedicatedToAsync(db, command, context, isPublic, zone);
        return (zone, range, new VlanIpRangeRow
        {
            NetworkId = network.Id,
            PodId = pod?.Id,
            PhysicalNetworkId = isPublic ? (await PublicPhysicalAsync(db, zone, physical)).Id : network.PhysicalNetworkId,
            Type = isPublic ? IpRanges.PublicType : IpRanges.GuestType,
            Vlan = VlanOf(command, network, isPublic),
            AccountId = owner?.AccountId,
            DomainId = owner?.DomainId,
            Created = context.Now,
        });
    }

    private static async Task<NetworkRow> FindNetworkAsync(Db db, ZoneRow zone, bool isPublic)
    {
        if (isPublic)
        {
            return await db.Networks.FirstAsync(row => row.ZoneId == zone.Id && row.TrafficType == NetworkRules.Public && row.IsSystem && row.Removed.IsNotSet());
        }
        var shared = await db.Networks
            .Where(row => row.ZoneId == zone.Id && row.TrafficType == NetworkRules.Guest && row.GuestType == GuestType.Shared && row.Removed.IsNotSet())
            .OrderBy(row => row.Id).Take(2).ToListAsync();
        return shared.Count == 1 ? shared[0] : throw CloudStackException.Invalid(shared.Count == 0
            ? $"The zone {zone.Name} has no shared network. Make one with createNetwork."
            : $"The zone {zone.Name} has several shared networks. Give networkid.");
    }

    private static void CheckPlace(ZoneRow zone, NetworkRow network, PodRow? pod, bool isPublic)
    {
        if (zone.NetworkType == ZoneNetworkType.Basic != (pod is not null) && !isPublic)
        {
            throw CloudStackException.Invalid(pod is null
                ? $"Guest addresses of the basic zone {zone.Name} belong to a pod: give podid."
                : $"podid is for guest addresses of basic zones; {zone.Name} is an advanced zone.");
        }
        if (isPublic && pod is not null)
        {
            throw CloudStackException.Invalid("podid is for guest addresses, and forvirtualnetwork then is false; public addresses belong to the zone.");
        }
        if (!network.SpecifyIpRanges)
        {
            throw CloudStackException.Invalid($"The network {network.Name} takes its addresses from {network.Cidr}; it has no ranges.");
        }
    }

    private static void CheckRange(IpRange range, NetworkRow network, VlanIpRangeRow? sample, ZoneRow zone)
    {
        if (!range.HasIp4 && !range.HasIp6)
        {
            throw CloudStackException.Invalid("A range needs startip, or startipv6, or both.");
        }
        if (range.HasIp6 && (zone.NetworkType == ZoneNetworkType.Basic || network.GuestType != GuestType.Shared || network.SecurityGroupEnabled))
        {
            throw CloudStackException.Invalid("IPv6 is for shared networks of advanced zones, without security groups.");
        }
        if (range.HasIp4 && sample is not null && (sample.Gateway != range.Gateway || sample.Netmask != range.Netmask))
        {
            throw CloudStackException.Invalid(
                $"The network {network.Name} has the gateway {sample.Gateway} and the netmask {sample.Netmask}; a further range needs the same.");
        }
        if (range.HasIp6 && network.Ip6Cidr is not null && (network.Ip6Cidr != range.Ip6Cidr || network.Ip6Gateway != range.Ip6Gateway))
        {
            throw CloudStackException.Invalid($"The network {network.Name} has the IPv6 network {network.Ip6Cidr} with the gateway {network.Ip6Gateway}; a further range needs the same.");
        }
    }

    private static async Task<Owner?> DedicatedToAsync(Db db, CreateVlanIpRange command, CommandContext context, bool isPublic, ZoneRow zone)
    {
        var project = context.Row<ProjectRow>(command.ProjectId?.Value);
        if (command.Account is null && project is null)
        {
            return command.DomainId is null ? null : throw CloudStackException.Invalid("domainid needs account: ranges are dedicated to accounts.");
        }
        return isPublic && zone.NetworkType == ZoneNetworkType.Advanced
            ? await Owner.ResolveAsync(db, context.Caller, command.Account, context.Row<DomainRow>(command.DomainId?.Value), project)
            : throw CloudStackException.Invalid("account and projectid are for public ranges of advanced zones; ranges of guest networks cannot be dedicated.");
    }

    private static string VlanOf(CreateVlanIpRange command, NetworkRow network, bool isPublic)
    {
        var given = command.Vlan is null ? null : VlanUri.Parse("vlan", command.Vlan);
        var own = isPublic ? null : VlanUri.VlanOf(network.BroadcastUri) ?? VlanUri.Untagged;
        return given is not null && own is not null && given != own
            ? throw CloudStackException.Invalid($"The network {network.Name} is on VLAN {own}; its ranges cannot be on VLAN {given}.")
            : own ?? given ?? VlanUri.Untagged;
    }

    private static async Task<PhysicalNetworkRow> PublicPhysicalAsync(Db db, ZoneRow zone, PhysicalNetworkRow? named)
    {
        var found = await (from physical in db.PhysicalNetworks
                           where physical.ZoneId == zone.Id && physical.Removed.IsNotSet()
                               && db.TrafficTypes.Any(traffic => traffic.PhysicalNetworkId == physical.Id && traffic.TrafficType == NetworkRules.Public)
                           select physical).FirstOrDefaultAsync()
            ?? throw CloudStackException.Invalid($"No physical network of the zone {zone.Name} has Public traffic. Add it with addTrafficType.");
        return named is null || named.Id == found.Id ? found
            : throw CloudStackException.Invalid($"The Public traffic of the zone {zone.Name} is on the physical network {found.Name}, not on {named.Name}.");
    }
}
