using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Zones as clients see them.</summary>
internal static class ZoneViews
{
    /// <summary>The view of each row, as part of the query.</summary>
    /// <param name="zones">The rows.</param>
    /// <param name="db">The connection.</param>
    /// <param name="withAddresses">Whether the caller may see name servers and the guest CIDR, which only administrators do.</param>
    public static IQueryable<Zone> AsZones(this IQueryable<ZoneRow> zones, Db db, bool withAddresses = true) =>
        from zone in zones
        from domain in db.Domains.Where(row => row.Id == zone.DomainId).DefaultIfEmpty()
        orderby zone.Id
        select new Zone
        {
            Id = new ZoneId(zone.Uuid),
            Name = zone.Name,
            Description = zone.Description,
            Dns1 = withAddresses ? zone.Dns1 : null,
            Dns2 = withAddresses ? zone.Dns2 : null,
            Ip6Dns1 = withAddresses ? zone.Ip6Dns1 : null,
            Ip6Dns2 = withAddresses ? zone.Ip6Dns2 : null,
            InternalDns1 = withAddresses ? zone.InternalDns1 : null,
            InternalDns2 = withAddresses ? zone.InternalDns2 : null,
            GuestCidrAddress = withAddresses ? zone.GuestCidr : null,
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
