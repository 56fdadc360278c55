using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>The filters of listNetworkOfferings, in SQL.</summary>
internal static class NetworkOfferingFilters
{
    public static IQueryable<NetworkOfferingRow> Apply(IQueryable<NetworkOfferingRow> rows, Db db, ListNetworkOfferings command, CommandContext context)
    {
        if (command.Id is { } id)
        {
            rows = rows.Where(row => row.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            rows = rows.Where(row => row.Name == name);
        }
        if (command.DisplayText is { } text)
        {
            rows = rows.Where(row => row.DisplayText.Contains(text));
        }
        if (command.Keyword is { } keyword)
        {
            rows = rows.Where(row => row.Name.Contains(keyword) || row.DisplayText.Contains(keyword));
        }
        if (NetworkOfferingAvailability.Parse(command.Availability) is { } availability)
        {
            rows = rows.Where(row => row.Availability == availability);
        }
        if (EnumParameter.ParseOptional<GuestType>("guestiptype", command.GuestIpType) is { } type)
        {
            rows = rows.Where(row => row.GuestType == type);
        }
        if (EnumParameter.ParseOptional<OfferingState>("state", command.State) is { } state)
        {
            rows = rows.Where(row => row.State == state);
        }
        if (command.IsDefault is { } isDefault)
        {
            rows = rows.Where(row => row.IsDefault == isDefault);
        }
        if (command.IsTagged is { } isTagged)
        {
            rows = rows.Where(row => (row.Tags != null) == isTagged);
        }
        if (command.Tags is { } tags)
        {
            rows = rows.Where(row => row.Tags == tags);
        }
        if (command.SpecifyIpRanges is { } ranges)
        {
            rows = rows.Where(row => row.SpecifyIpRanges == ranges);
        }
        if (command.SpecifyVlan is { } vlan)
        {
            rows = rows.Where(row => row.SpecifyVlan == vlan);
        }
        if (command.TrafficType is { } traffic)
        {
            rows = rows.Where(row => row.TrafficType == traffic);
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { NetworkType: ZoneNetworkType.Basic })
        {
            // Networks of a basic zone are not made from offerings of the caller's choice.
            rows = rows.Where(row => false);
        }
        return ByService(rows, db, command);
    }

    private static IQueryable<NetworkOfferingRow> ByService(IQueryable<NetworkOfferingRow> rows, Db db, ListNetworkOfferings command)
    {
        if (command.ForVpc is { } forVpc)
        {
            rows = rows.Where(row => db.NetworkOfferingServices.Any(other => other.NetworkOfferingId == row.Id && other.Provider == NetworkCatalog.VpcVirtualRouter) == forVpc);
        }
        if (command.SourceNatSupported is { } sourceNat)
        {
            rows = rows.Where(row => db.NetworkOfferingServices.Any(other => other.NetworkOfferingId == row.Id && other.Service == "SourceNat") == sourceNat);
        }
        foreach (var name in command.SupportedServices ?? [])
        {
            var service = NetworkCatalog.FindService(name) ?? throw CloudStackException.Invalid($"There is no network service {name}.");
            rows = rows.Where(row => db.NetworkOfferingServices.Any(other => other.NetworkOfferingId == row.Id && other.Service == service));
        }
        return rows;
    }
}
