using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using CloudStack.Plugins;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>
/// The way to network elements, which are plugins: finds those that serve a network, tells each the whole desired state, and turns whatever an element
/// throws besides <see cref="DriverException"/> into one of unknown outcome. Never called inside a transaction.
/// </summary>
internal sealed class NetworkElementGateway(IServiceProvider services, Database database)
{
    private readonly Lazy<Dictionary<string, INetworkElement>> _elements = new(() => Collect(services));

    public IEnumerable<INetworkElement> Elements => _elements.Value.Values;

    public INetworkElement? Find(string? provider) => provider is not null && _elements.Value.TryGetValue(provider, out var element) ? element : null;

    /// <summary>Makes the elements of a network what the database says. Cheap where no element serves it.</summary>
    public async Task EnsureAsync(long networkId, CancellationToken ct)
    {
        if (_elements.Value.Count == 0)
        {
            return;
        }
        foreach (var (provider, served) in await ServicesByProviderAsync(networkId, ct))
        {
            if (Find(provider) is { } element)
            {
                var spec = await database.ReadAsync(db => NetworkSpecs.BuildAsync(db, networkId, served), ct);
                await CallAsync(element, () => element.EnsureAsync(spec, ct), ct);
            }
        }
    }

    /// <summary>Removes what the elements of a network hold for it.</summary>
    public async Task RemoveAsync(long networkId, CancellationToken ct)
    {
        if (_elements.Value.Count > 0)
        {
            await RemoveAsync(networkId, (await ServicesByProviderAsync(networkId, ct)).Select(pair => pair.Provider), ct);
        }
    }

    /// <summary>Removes what some providers hold for a network.</summary>
    public async Task RemoveAsync(long networkId, IEnumerable<string> providers, CancellationToken ct)
    {
        var elements = providers.Select(Find).OfType<INetworkElement>().ToList();
        if (elements.Count == 0)
        {
            return;
        }
        var network = await database.ReadAsync(db => db.Networks.Where(row => row.Id == networkId).FirstAsync(ct), ct);
        foreach (var element in elements)
        {
            await CallAsync(element, () => element.RemoveAsync(new NetworkRef(new NetworkId(network.Uuid), network.Name ?? ""), ct), ct);
        }
    }

    private async Task<IEnumerable<(string Provider, List<string> Services)>> ServicesByProviderAsync(long networkId, CancellationToken ct)
    {
        var rows = await database.ReadAsync(db => db.NetworkServices.Where(row => row.NetworkId == networkId && row.Provider != null).ToListAsync(ct), ct);
        return rows.GroupBy(row => row.Provider!).Select(group => (group.Key, group.Select(row => row.Service).ToList()));
    }

    private async Task CallAsync(INetworkElement element, Func<Task> call, CancellationToken ct)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (exception is not DriverException && !(exception is OperationCanceledException && ct.IsCancellationRequested))
        {
            services.GetService<IPluginCatalog>()?.ReportFault(element, exception);
            throw new DriverException(Outcome.Unknown, $"The network element {element.Provider} failed: {exception.Message}", false, exception);
        }
    }

    private static Dictionary<string, INetworkElement> Collect(IServiceProvider services)
    {
        Dictionary<string, INetworkElement> elements = new(StringComparer.OrdinalIgnoreCase);
        foreach (var element in services.GetServices<INetworkElement>().Concat(services.GetService<IPluginCatalog>()?.GetServices<INetworkElement>() ?? []))
        {
            elements.TryAdd(element.Provider, element);
        }
        return elements;
    }
}
