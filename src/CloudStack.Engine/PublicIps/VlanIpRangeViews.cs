using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Ranges of addresses as clients see them.</summary>
internal static class VlanIpRangeViews
{
    public static IQueryable<VlanIpRange> AsVlanIpRanges(this IQueryable<VlanIpRangeRow> rows, Db db) =>
        from row in rows
        from zone in db.Zones.Where(zone => zone.Id == row.ZoneId)
        from network in db.Networks.Where(network => network.Id == row.NetworkId)
        from pod in db.Pods.Where(pod => pod.Id == row.PodId).DefaultIfEmpty()
        from physical in db.PhysicalNetworks.Where(physical => physical.Id == row.PhysicalNetworkId).DefaultIfEmpty()
        from account in db.Accounts.Where(account => account.Id == row.AccountId).DefaultIfEmpty()
        from domain in db.Domains.Where(domain => domain.Id == row.DomainId).DefaultIfEmpty()
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        orderby row.Id
        select new VlanIpRange
        {
            Id = new VlanIpRangeId(row.Uuid),
            ForVirtualNetwork = row.Type == IpRanges.PublicType,
            ZoneId = new ZoneId(zone.Uuid),
            Vlan = row.Vlan,
            Account = account == null || project != null ? null : account.Name,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = domain == null ? null : new DomainId(domain.Uuid),
            Domain = domain == null ? null : domain.Name,
            PodId = pod == null ? null : new PodId(pod.Uuid),
            PodName = pod == null ? null : pod.Name,
            Gateway = row.Gateway,
            Netmask = row.Netmask,
            Description = row.StartIp == null ? row.Ip6Range : row.StartIp + "-" + row.EndIp,
            StartIp = row.StartIp,
            EndIp = row.EndIp,
            NetworkId = new NetworkId(network.Uuid),
            PhysicalNetworkId = physical == null ? null : new PhysicalNetworkId(physical.Uuid),
            StartIpv6 = Ip6Ranges.StartOf(row.Ip6Range),
            EndIpv6 = Ip6Ranges.EndOf(row.Ip6Range),
            Ip6Gateway = row.Ip6Gateway,
            Ip6Cidr = row.Ip6Cidr,
        };
}
