using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Zones as clients see them.</summary>
internal static class ZoneViews
{
    /// <summary>The view of each row, as part of the query.</summary>
    public static IQueryable<Zone> AsZones(this IQueryable<ZoneRow> zones, Db db) =>
        from zone in zones
        from domain in db.Domains.Where(row => row.Id == zone.DomainId).DefaultIfEmpty()
        orderby zone.Id
        select new Zone
        {
            Id = new ZoneId(zone.Uuid),
            Name = zone.Name,
            Description = zone.Description,
            Dns1 = zone.Dns1,
            Dns2 = zone.Dns2,
            Ip6Dns1 = zone.Ip6Dns1,
            Ip6Dns2 = zone.Ip6Dns2,
            InternalDns1 = zone.InternalDns1,
            InternalDns2 = zone.InternalDns2,
            GuestCidrAddress = zone.GuestCidr,
            Domain = zone.Domain,
            DomainId = domain == null ? null : new DomainId(domain.Uuid),
            DomainName = domain == null ? null : domain.Name,
            NetworkType = zone.NetworkType,
            SecurityGroupsEnabled = zone.SecurityGroupEnabled,
            AllocationState = zone.AllocationState,
            ZoneToken = zone.Token,
            DhcpProvider = zone.DhcpProvider,
            LocalStorageEnabled = zone.LocalStorageEnabled,
        };
}
