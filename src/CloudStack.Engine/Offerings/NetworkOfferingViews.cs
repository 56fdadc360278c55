using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Network offerings as clients see them.</summary>
internal static class NetworkOfferingViews
{
    /// <summary>The view of each row without its services; <see cref="CompleteAsync"/> adds them to a page.</summary>
    public static IQueryable<NetworkOfferingItem> AsNetworkOfferings(this IQueryable<NetworkOfferingRow> rows, Db db) =>
        from row in rows
        from router in db.ServiceOfferings.Where(router => router.Id == row.ServiceOfferingId).DefaultIfEmpty()
        select new NetworkOfferingItem
        {
            Id = row.Id,
            View = new NetworkOffering
            {
                Id = new NetworkOfferingId(row.Uuid),
                Name = row.Name,
                DisplayText = row.DisplayText,
                Tags = row.Tags,
                Created = row.Created,
                TrafficType = row.TrafficType,
                IsDefault = row.IsDefault,
                SpecifyVlan = row.SpecifyVlan,
                ConserveMode = row.ConserveMode,
                SpecifyIpRanges = row.SpecifyIpRanges,
                Availability = row.Availability,
                NetworkRate = row.RateMbps,
                State = row.State,
                GuestIpType = row.GuestType,
                ServiceOfferingId = router == null ? null : new ServiceOfferingId(router.Uuid),
                ForVpc = db.NetworkOfferingServices.Any(service => service.NetworkOfferingId == row.Id && service.Provider == NetworkCatalog.VpcVirtualRouter),
                IsPersistent = row.IsPersistent,
            },
        };

    public static async Task<ListResult<NetworkOffering>> CompleteAsync(this ListResult<NetworkOfferingItem> page, Db db)
    {
        var ids = page.Items.Select(item => item.Id).ToList();
        var services = (await db.NetworkOfferingServices.Where(row => ids.Contains(row.NetworkOfferingId)).OrderBy(row => row.Id).ToListAsync())
            .ToLookup(row => row.NetworkOfferingId, row => (row.Service, row.Provider));
        var capabilities = (await db.NetworkOfferingCapabilities.Where(row => ids.Contains(row.NetworkOfferingId)).ToListAsync())
            .ToLookup(row => row.NetworkOfferingId);
        return page.Map(item => item.View with
        {
            Service = NetworkServiceViews.Of(services[item.Id], capabilities[item.Id].ToDictionary(row => (row.Service, row.Capability), row => row.Value)),
        });
    }

    public static async Task<NetworkOffering> ReadAsync(Db db, long id)
    {
        var item = await db.NetworkOfferings.Where(row => row.Id == id).AsNetworkOfferings(db).FirstAsync();
        return (await new ListResult<NetworkOfferingItem>([item], 1).CompleteAsync(db)).Items[0];
    }
}

/// <summary>A network offering's view, on the way to being complete.</summary>
internal sealed record NetworkOfferingItem
{
    public long Id { get; init; }

    public NetworkOffering View { get; init; } = new();
}
