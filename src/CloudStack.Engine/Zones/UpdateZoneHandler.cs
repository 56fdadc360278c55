using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateZoneHandler(PlacementIndex placement) : IHandler<UpdateZone, Zone>
{
    public async Task<Zone> HandleAsync(UpdateZone command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<ZoneRow>(command.Id.Value).Id;
        var state = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState);
        var search = command.DnsSearchOrder?.Select(name => DomainNameParameter.Check("dnssearchorder", name)!).ToList();
        var zone = await context.WriteAsync(async db =>
        {
            var row = await db.Zones.FirstAsync(zone => zone.Id == id);
            if (command.Name is { } name && name != row.Name && await db.Zones.AnyAsync(other => other.Name == name && other.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid($"There is a zone with the name {name} already. Choose another name.");
            }
            if (command.GuestCidrAddress is not null)
            {
                await CheckGuestCidrAsync(db, row, command.GuestCidrAddress);
            }
            if (state == AllocationState.Enabled && row.AllocationState != AllocationState.Enabled)
            {
                await CheckReadyAsync(db, row);
            }
            Apply(row, command, state, search);
            await db.UpdateVersionedAsync(row);
            foreach (var (key, value) in command.Details ?? new Dictionary<string, string>())
            {
                await db.ZoneDetails.DeleteAsync(detail => detail.ZoneId == id && detail.Name == key);
                await db.InsertAsync(new ZoneDetailRow { ZoneId = id, Name = key, Value = value });
            }
            context.EventText = $"Successfully updated the zone {row.Name}";
            return await db.Zones.Where(zone => zone.Id == id).AsZones(db).FirstAsync();
        }, ct);
        placement.Invalidate(id);
        return zone;
    }

    private static void Apply(ZoneRow row, UpdateZone command, AllocationState? state, List<string>? search)
    {
        row.Name = command.Name ?? row.Name;
        row.AllocationState = state ?? row.AllocationState;
        row.Dns1 = AddressParameter.Ip4("dns1", command.Dns1) ?? row.Dns1;
        row.Dns2 = AddressParameter.Ip4("dns2", command.Dns2) ?? row.Dns2;
        row.InternalDns1 = AddressParameter.Ip4("internaldns1", command.InternalDns1) ?? row.InternalDns1;
        row.InternalDns2 = AddressParameter.Ip4("internaldns2", command.InternalDns2) ?? row.InternalDns2;
        row.Ip6Dns1 = AddressParameter.Ip6("ip6dns1", command.Ip6Dns1) ?? row.Ip6Dns1;
        row.Ip6Dns2 = AddressParameter.Ip6("ip6dns2", command.Ip6Dns2) ?? row.Ip6Dns2;
        row.Domain = DomainNameParameter.Check("domain", command.Domain) ?? row.Domain;
        row.DhcpProvider = command.DhcpProvider ?? row.DhcpProvider;
        row.DnsSearchOrder = search is null ? row.DnsSearchOrder : string.Join(',', search);
        row.GuestCidr = command.GuestCidrAddress is { } guest ? ZoneRules.GuestCidr(guest) : row.GuestCidr;
        row.LocalStorageEnabled = command.LocalStorageEnabled ?? row.LocalStorageEnabled;
        if (command.IsPublic == true)
        {
            row.DomainId = null;
        }
        else if (command.IsPublic == false && row.DomainId is null)
        {
            throw CloudStackException.Invalid($"The zone {row.Name} is public; a zone is given to a domain when it is created (domainid of createZone).");
        }
    }

    private static async Task CheckGuestCidrAsync(Db db, ZoneRow zone, string text)
    {
        if (zone.NetworkType == ZoneNetworkType.Basic)
        {
            throw CloudStackException.Invalid($"guestcidraddress is for advanced zones; {zone.Name} is a basic one.");
        }
        var cidr = Cidr.Parse("guestcidraddress", ZoneRules.GuestCidr(text));
        foreach (var pod in await db.Pods.Where(row => row.ZoneId == zone.Id && row.Removed.IsNotSet()).ToListAsync())
        {
            if (Cidr.Of(pod.CidrAddress, pod.CidrSize).Overlaps(cidr))
            {
                throw CloudStackException.Invalid($"guestcidraddress {text} overlaps the subnet {pod.CidrAddress}/{pod.CidrSize} of the pod {pod.Name}.");
            }
        }
    }

    /// <summary>A zone can be enabled when its physical networks carry the traffic that it needs.</summary>
    private static async Task CheckReadyAsync(Db db, ZoneRow zone)
    {
        var carried = await (from network in db.PhysicalNetworks
                             join traffic in db.TrafficTypes on network.Id equals traffic.PhysicalNetworkId
                             where network.ZoneId == zone.Id && network.Removed.IsNotSet()
                             select traffic.TrafficType).ToListAsync();
        string[] needed = zone.NetworkType == ZoneNetworkType.Advanced && !zone.SecurityGroupEnabled ? ["Management", "Public"] : ["Management"];
        if (needed.Except(carried).FirstOrDefault() is { } missing)
        {
            throw CloudStackException.Invalid(
                $"The zone {zone.Name} cannot be enabled: none of its physical networks carries {missing} traffic. Add it with addTrafficType.");
        }
    }
}
