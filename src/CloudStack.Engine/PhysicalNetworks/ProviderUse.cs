using CloudStack.Engine.Persistence;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>A network that a provider serves.</summary>
internal sealed record ProviderUse(NetworkRow Network, string Service)
{
    /// <summary>One network on the provider's physical network that has one of the services from it, or null.</summary>
    public static async Task<ProviderUse?> FindAsync(Db db, NetworkServiceProviderRow provider, IReadOnlyCollection<string> services)
    {
        var found = await (from network in db.Networks
                           from service in db.NetworkServices.Where(row => row.NetworkId == network.Id)
                           where network.PhysicalNetworkId == provider.PhysicalNetworkId && network.Removed.IsNotSet()
                               && service.Provider == provider.Name && services.Contains(service.Service)
                           select new { network, service.Service }).FirstOrDefaultAsync();
        return found is null ? null : new(found.network, found.Service);
    }
}
