using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Physical networks as clients see them.</summary>
internal static class PhysicalNetworkViews
{
    public static IQueryable<PhysicalNetwork> AsPhysicalNetworks(this IQueryable<PhysicalNetworkRow> rows, Db db) =>
        from row in rows
        from zone in db.Zones.Where(zone => zone.Id == row.ZoneId)
        from domain in db.Domains.Where(domain => domain.Id == row.DomainId).DefaultIfEmpty()
        orderby row.Id
        select new PhysicalNetwork
        {
            Id = new PhysicalNetworkId(row.Uuid),
            Name = row.Name,
            BroadcastDomainRange = row.BroadcastDomainRange,
            ZoneId = new ZoneId(zone.Uuid),
            State = row.State == "Enabled" ? PhysicalNetworkState.Enabled : PhysicalNetworkState.Disabled,
            Vlan = VlanText(row.VlanFirst, row.VlanLast),
            DomainId = domain == null ? null : new DomainId(domain.Uuid),
            Tags = row.Tags,
            IsolationMethods = row.IsolationMethods,
            NetworkSpeed = row.Speed,
        };

    public static string? VlanText(int? first, int? last) =>
        first is null ? null : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");
}
