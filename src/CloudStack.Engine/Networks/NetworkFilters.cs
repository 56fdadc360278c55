using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>The filters of listNetworks, in SQL.</summary>
internal static class NetworkFilters
{
    public static IQueryable<NetworkRow> Apply(IQueryable<NetworkRow> rows, Db db, ListNetworks command, CommandContext context)
    {
        if (command.Id is { } id)
        {
            rows = rows.Where(row => row.Uuid == id.Value);
        }
        if (command.AclType is { } acl)
        {
            rows = rows.Where(row => row.AclType == acl);
        }
        if (command.ForVpc is { } forVpc)
        {
            rows = rows.Where(row => (row.VpcId != null) == forVpc);
        }
        if (command.Keyword is { } keyword)
        {
            rows = rows.Where(row => row.Name!.Contains(keyword));
        }
        if (context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId?.Value) is { } physical)
        {
            rows = rows.Where(row => row.PhysicalNetworkId == physical.Id);
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
        {
            rows = rows.Where(row => row.ZoneId == zone.Id);
        }
        if (command.RestartRequired is { } restart)
        {
            rows = rows.Where(row => row.RestartRequired == restart);
        }
        if (command.SpecifyIpRanges is { } specify)
        {
            rows = rows.Where(row => row.SpecifyIpRanges == specify);
        }
        if (command.TrafficType is { } traffic)
        {
            rows = rows.Where(row => row.TrafficType == traffic);
        }
        if (EnumParameter.ParseOptional<GuestType>("type", command.Type) is { } type)
        {
            rows = rows.Where(row => row.GuestType == type);
        }
        foreach (var name in command.SupportedServices ?? [])
        {
            var service = NetworkCatalog.FindService(name) ?? throw CloudStackException.Invalid($"There is no network service {name}.");
            rows = rows.Where(row => db.NetworkServices.Any(other => other.NetworkId == row.Id && other.Service == service));
        }
        foreach (var (key, value) in command.Tags ?? new Dictionary<string, string>())
        {
            rows = rows.Where(row => db.ResourceTags.Any(tag => tag.ResourceType == "Network" && tag.ResourceId == row.Id && tag.Name == key && tag.Value == value));
        }
        return rows;
    }
}
