using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>
/// The way to image stores, whose drivers are plugins: finds the driver by the scheme of a store's address, and turns whatever a driver throws besides
/// <see cref="DriverException"/> into one of unknown outcome, reported as a fault of the plugin.
/// </summary>
internal sealed class ImageStoreGateway(IServiceProvider services)
{
    private readonly Lazy<Dictionary<string, IImageStore>> _drivers = new(() => Collect(services));

    /// <summary>Schemes of the stores that can be used.</summary>
    public IEnumerable<string> Schemes => _drivers.Value.Keys;

    /// <exception cref="CloudStackException">No plugin offers stores with addresses of this scheme (431).</exception>
    public ImageStoreConnection Connect(ImageStoreRow store)
    {
        var address = new Uri(store.Url);
        return _drivers.Value.TryGetValue(address.Scheme, out var driver)
            ? new(store, driver, new(new ImageStoreId(store.Uuid), address), this)
            : throw CloudStackException.Invalid($"No plugin offers image stores at {address.Scheme}://; there {(_drivers.Value.Count == 0
                ? "is none at all: check the plugins folder" : $"are: {string.Join(", ", Schemes)}")}.");
    }

    /// <summary>Calls a driver.</summary>
    /// <exception cref="DriverException">Whatever went wrong.</exception>
    public async Task<T> CallAsync<T>(IImageStore driver, ImageStoreSpec store, Func<IImageStore, ImageStoreSpec, Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call(driver, store);
        }
        catch (Exception exception) when (exception is not DriverException && !(exception is OperationCanceledException && ct.IsCancellationRequested))
        {
            services.GetService<IPluginCatalog>()?.ReportFault(driver, exception);
            throw new DriverException(Outcome.Unknown, $"The image store driver failed at {store.Address}: {exception.Message}", false, exception);
        }
    }

    private static Dictionary<string, IImageStore> Collect(IServiceProvider services)
    {
        Dictionary<string, IImageStore> drivers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var driver in services.GetServices<IImageStore>().Concat(services.GetService<IPluginCatalog>()?.GetServices<IImageStore>() ?? []))
        {
            foreach (var scheme in driver.Schemes)
            {
                drivers.TryAdd(scheme, driver);
            }
        }
        return drivers;
    }
}

/// <summary>An image store with the driver that works it.</summary>
internal sealed record ImageStoreConnection(ImageStoreRow Row, IImageStore Driver, ImageStoreSpec Store, ImageStoreGateway Gateway)
{
    public Task<T> CallAsync<T>(Func<IImageStore, ImageStoreSpec, Task<T>> call, CancellationToken ct) => Gateway.CallAsync(Driver, Store, call, ct);

    public Task CallAsync(Func<IImageStore, ImageStoreSpec, Task> call, CancellationToken ct) =>
        Gateway.CallAsync(Driver, Store, async (driver, store) =>
        {
            await call(driver, store);
            return true;
        }, ct);

    /// <summary>The image as a hypervisor host reaches it.</summary>
    /// <exception cref="CloudStackException">Hosts cannot reach this kind of store (431).</exception>
    public ImageSpec Image(string path, string format) => Driver.AddressOf(Store, path) is { } address
        ? new(address, format)
        : throw CloudStackException.Invalid($"Hypervisor hosts cannot reach the image store {Row.Url} by themselves.");
}
