using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateZoneHandler(IIdSource ids) : IHandler<CreateZone, Zone>
{
    public async Task<Zone> HandleAsync(CreateZone command, CommandContext context, CancellationToken ct)
    {
        var type = EnumParameter.Parse<ZoneNetworkType>("networktype", command.NetworkType);
        var row = new ZoneRow
        {
            Uuid = ids.NewGuid(),
            Name = command.Name,
            NetworkType = type,
            AllocationState = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState) ?? AllocationState.Disabled,
            Dns1 = AddressParameter.Ip4("dns1", command.Dns1),
            Dns2 = AddressParameter.Ip4("dns2", command.Dns2),
            InternalDns1 = AddressParameter.Ip4("internaldns1", command.InternalDns1),
            InternalDns2 = AddressParameter.Ip4("internaldns2", command.InternalDns2),
            Ip6Dns1 = AddressParameter.Ip6("ip6dns1", command.Ip6Dns1),
            Ip6Dns2 = AddressParameter.Ip6("ip6dns2", command.Ip6Dns2),
            GuestCidr = GuestCidr(command, type),
            Domain = DomainNameParameter.Check("domain", command.Domain),
            DomainId = context.Row<DomainRow>(command.DomainId?.Value)?.Id,
            SecurityGroupEnabled = type == ZoneNetworkType.Basic || command.SecurityGroupEnabled == true,
            LocalStorageEnabled = command.LocalStorageEnabled == true,
            Token = ids.NewGuid().ToString(),
            DhcpProvider = "VirtualRouter",
            MacAddress = 1,
            Created = context.Now,
        };
        context.EventText = $"Successfully created the zone {row.Name}";
        return await context.WriteAsync(async db =>
        {
            if (await db.Zones.AnyAsync(zone => zone.Name == row.Name && zone.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid($"There is a zone with the name {row.Name} already. Choose another name.");
            }
            await db.InsertRowAsync(row);
            await SystemNetworks.CreateAsync(db, row, ids, context.Now);
            return await db.Zones.Where(zone => zone.Id == row.Id).AsZones(db).FirstAsync();
        }, ct);
    }

    /// <summary>Advanced zones have a guest CIDR, 10.1.1.0/24 unless told otherwise; basic ones have none.</summary>
    private static string? GuestCidr(CreateZone command, ZoneNetworkType type)
    {
        if (type == ZoneNetworkType.Basic)
        {
            return command.GuestCidrAddress is null ? null
                : throw CloudStackException.Invalid("guestcidraddress is for advanced zones; a basic zone takes its guest addresses from its pods' ranges.");
        }
        var text = command.GuestCidrAddress ?? (command.SecurityGroupEnabled == true ? null : "10.1.1.0/24");
        return text is null ? null : ZoneRules.GuestCidr(text);
    }
}
