using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Networks as clients see them.</summary>
internal static class NetworkViews
{
    /// <summary>The view of each row without its services and tags; <see cref="CompleteAsync"/> adds them to a page.</summary>
    public static IQueryable<NetworkItem> AsNetworks(this IQueryable<NetworkRow> rows, Db db) =>
        from row in rows
        from zone in db.Zones.Where(zone => zone.Id == row.ZoneId)
        from domain in db.Domains.Where(domain => domain.Id == row.DomainId)
        from account in db.Accounts.Where(account => account.Id == row.AccountId)
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        from offering in db.NetworkOfferings.Where(offering => offering.Id == row.NetworkOfferingId).DefaultIfEmpty()
        from physical in db.PhysicalNetworks.Where(physical => physical.Id == row.PhysicalNetworkId).DefaultIfEmpty()
        from related in db.Networks.Where(related => related.Id == row.RelatedId).DefaultIfEmpty()
        orderby row.Id
        select new NetworkItem
        {
            Id = row.Id,
            View = new Network
            {
                Id = new NetworkId(row.Uuid),
                Name = row.Name,
                DisplayText = row.DisplayText,
                BroadcastDomainType = row.BroadcastDomainType,
                TrafficType = row.TrafficType,
                Gateway = row.Gateway,
                Netmask = NetmaskOf(row.Cidr),
                Cidr = row.Cidr,
                ZoneId = new ZoneId(zone.Uuid),
                ZoneName = zone.Name,
                NetworkOfferingId = offering == null ? null : new NetworkOfferingId(offering.Uuid),
                NetworkOfferingName = offering == null ? null : offering.Name,
                NetworkOfferingDisplayText = offering == null ? null : offering.DisplayText,
                NetworkOfferingAvailability = offering == null ? null : offering.Availability,
                IsSystem = row.IsSystem,
                State = row.State,
                Related = related == null ? null : new NetworkId(related.Uuid),
                BroadcastUri = row.BroadcastUri,
                Dns1 = row.Dns1 ?? zone.Dns1,
                Dns2 = row.Dns2 ?? zone.Dns2,
                Type = row.GuestType,
                Vlan = VlanUri.VlanOf(row.BroadcastUri),
                AclType = row.AclType,
                SubdomainAccess = row.AclType == NetworkRules.DomainAcl ? row.SubdomainAccess : null,
                Account = project == null ? account.Name : null,
                ProjectId = project == null ? null : new ProjectId(project.Uuid),
                Project = project == null ? null : project.Name,
                DomainId = new DomainId(domain.Uuid),
                Domain = domain.Name,
                IsDefault = row.IsDefault,
                NetworkDomain = row.NetworkDomain,
                PhysicalNetworkId = physical == null ? null : new PhysicalNetworkId(physical.Uuid),
                RestartRequired = row.RestartRequired,
                SpecifyIpRanges = row.SpecifyIpRanges,
                CanUseForDeploy = row.TrafficType == NetworkRules.Guest && (row.GuestType != GuestType.Shared
                    || db.IpAddresses.Any(address => address.NetworkId == row.Id && address.State == IpAddressState.Free)
                    || db.VlanIpRanges.Any(range => range.NetworkId == row.Id && range.Ip6Range != null && range.Removed.IsNotSet())),
                IsPersistent = row.IsPersistent,
                Ip6Gateway = row.Ip6Gateway,
                Ip6Cidr = row.Ip6Cidr,
            },
        };

    /// <summary>Adds services and tags, with one query each, and takes out what only administrators see.</summary>
    public static async Task<ListResult<Network>> CompleteAsync(this ListResult<NetworkItem> page, Db db, Identity caller)
    {
        var ids = page.Items.Select(item => item.Id).ToList();
        var services = (await db.NetworkServices.Where(row => ids.Contains(row.NetworkId)).OrderBy(row => row.Id).ToListAsync()).ToLookup(row => row.NetworkId);
        var tags = await TagViews.ByResourceAsync(db, "Network", ids);
        return page.Map(item =>
        {
            var view = item.View with
            {
                Service = NetworkServiceViews.Of(services[item.Id].Select(row => (row.Service, row.Provider))),
                Tags = tags.GetValueOrDefault(item.Id) ?? [],
            };
            return caller.IsRoot ? view : view with { BroadcastUri = null, Vlan = null, PhysicalNetworkId = null };
        });
    }

    public static async Task<Network> ReadAsync(Db db, long id, Identity caller)
    {
        var item = await db.Networks.Where(row => row.Id == id).AsNetworks(db).FirstAsync();
        return (await new ListResult<NetworkItem>([item], 1).CompleteAsync(db, caller)).Items[0];
    }

    public static string? NetmaskOf(string? cidr) => cidr is null ? null : Cidr.TryParse(cidr)?.Netmask;
}

/// <summary>A network's view, on the way to being complete.</summary>
internal sealed record NetworkItem
{
    public long Id { get; init; }

    public Network View { get; init; } = new();
}
