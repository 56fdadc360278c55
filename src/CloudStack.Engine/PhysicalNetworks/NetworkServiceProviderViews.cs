using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Providers on physical networks as clients see them.</summary>
internal static class NetworkServiceProviderViews
{
    public static IQueryable<NetworkServiceProvider> AsProviders(this IQueryable<NetworkServiceProviderRow> rows, Db db) =>
        from row in rows
        from physical in db.PhysicalNetworks.Where(physical => physical.Id == row.PhysicalNetworkId)
        from destination in db.PhysicalNetworks.Where(other => other.Id == row.DestinationPhysicalNetworkId).DefaultIfEmpty()
        orderby row.Id
        select new NetworkServiceProvider
        {
            Id = new NetworkServiceProviderId(row.Uuid),
            Name = row.Name,
            PhysicalNetworkId = new PhysicalNetworkId(physical.Uuid),
            DestinationPhysicalNetworkId = destination == null ? null : new PhysicalNetworkId(destination.Uuid),
            State = row.State,
            ServiceList = Split(row.Services),
            CanEnableIndividualService = CanChoose(row.Name),
        };

    public static IReadOnlyList<string> Split(string services) => services.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static bool CanChoose(string provider) => !NetworkCatalog.Providers.TryGetValue(provider, out var known) || known.CanEnableIndividualService;
}
