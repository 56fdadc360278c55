using System.Collections.Concurrent;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using CloudStack.Plugins;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// The way to hypervisor drivers, which are plugins: finds the driver of a host, makes the host's endpoint, and turns whatever a driver throws besides
/// <see cref="DriverException"/> into one of unknown outcome, reported as a fault of the plugin.
/// </summary>
internal sealed partial class HypervisorGateway(IServiceProvider services, Database database, ISecretProtector secrets, ILogger<HypervisorGateway> logger)
{
    private readonly Lazy<Dictionary<string, IHypervisorDriver>> _drivers = new(() => Collect(services));
    private readonly ConcurrentDictionary<long, (long Version, HostEndpoint Endpoint)> _endpoints = new();

    /// <summary>Names of the hypervisors that can be used.</summary>
    public IEnumerable<string> Hypervisors => _drivers.Value.Values.Select(driver => driver.Traits.Hypervisor);

    public IHypervisorDriver? Find(string? hypervisor) => hypervisor is not null && _drivers.Value.TryGetValue(hypervisor, out var driver) ? driver : null;

    /// <exception cref="CloudStackException">No plugin offers this hypervisor (431).</exception>
    public IHypervisorDriver Get(string? hypervisor) => Find(hypervisor)
        ?? throw CloudStackException.Invalid($"No plugin offers the hypervisor {hypervisor}; there {(_drivers.Value.Count == 0 ? "is none at all: check the plugins folder"
            : $"are: {string.Join(", ", Hypervisors)}")}.");

    /// <summary>A host's driver and endpoint.</summary>
    public async Task<HostConnection> ConnectAsync(HostRow host, CancellationToken ct)
    {
        var driver = Get(host.Hypervisor);
        if (!_endpoints.TryGetValue(host.Id, out var cached) || cached.Version != host.Version)
        {
            var details = await database.ReadAsync(db => db.HostDetails.Where(row => row.HostId == host.Id).ToListAsync(ct), ct);
            cached = (host.Version, Endpoint(host, details.ToDictionary(row => row.Name, row => row.Value)));
            _endpoints[host.Id] = cached;
        }
        return new(host, driver, cached.Endpoint, this);
    }

    /// <summary>Calls a driver.</summary>
    /// <exception cref="DriverException">Whatever went wrong.</exception>
    public async Task<T> CallAsync<T>(IHypervisorDriver driver, HostEndpoint endpoint, Func<IHypervisorDriver, HostEndpoint, Task<T>> call, CancellationToken ct)
    {
        LogCall(driver.Traits.Hypervisor, endpoint);
        try
        {
            return await call(driver, endpoint);
        }
        catch (Exception exception) when (exception is not DriverException && !(exception is OperationCanceledException && ct.IsCancellationRequested))
        {
            services.GetService<IPluginCatalog>()?.ReportFault(driver, exception);
            throw new DriverException(Outcome.Unknown, $"The {driver.Traits.Hypervisor} driver failed at {endpoint}: {exception.Message}", false, exception);
        }
    }

    public HostEndpoint Endpoint(HostRow host, IReadOnlyDictionary<string, string> details) => new()
    {
        Id = new HostId(host.Uuid),
        Address = new Uri(host.Address),
        UserName = host.UserName,
        Password = host.Password is null ? null : secrets.Unprotect(host.Password),
        PrivateKey = host.PrivateKey is null ? null : secrets.Unprotect(host.PrivateKey),
        HostKey = host.HostKey,
        Details = details,
    };

    private static Dictionary<string, IHypervisorDriver> Collect(IServiceProvider services)
    {
        Dictionary<string, IHypervisorDriver> drivers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var driver in services.GetServices<IHypervisorDriver>().Concat(services.GetService<IPluginCatalog>()?.GetServices<IHypervisorDriver>() ?? []))
        {
            drivers.TryAdd(driver.Traits.Hypervisor, driver);
        }
        return drivers;
    }

    [LoggerMessage(LogLevel.Debug, "The {Hypervisor} driver is called for the host {Host}.")]
    private partial void LogCall(string hypervisor, HostEndpoint host);
}

/// <summary>A host with the driver that works it.</summary>
internal sealed record HostConnection(HostRow Host, IHypervisorDriver Driver, HostEndpoint Endpoint, HypervisorGateway Gateway)
{
    public Task<T> CallAsync<T>(Func<IHypervisorDriver, HostEndpoint, Task<T>> call, CancellationToken ct) => Gateway.CallAsync(Driver, Endpoint, call, ct);

    public Task CallAsync(Func<IHypervisorDriver, HostEndpoint, Task> call, CancellationToken ct) =>
        Gateway.CallAsync(Driver, Endpoint, async (driver, endpoint) =>
        {
            await call(driver, endpoint);
            return true;
        }, ct);

    /// <summary>Calls a facet that not every driver has.</summary>
    /// <exception cref="CloudStackException">This one has not (431).</exception>
    public Task<T> CallFacetAsync<TFacet, T>(string what, Func<TFacet, HostEndpoint, Task<T>> call, CancellationToken ct) where TFacet : class =>
        Driver is TFacet facet
            ? CallAsync((_, endpoint) => call(facet, endpoint), ct)
            : throw CloudStackException.Invalid($"{what} is not supported on {Driver.Traits.Hypervisor} hosts (host {Host.Name}).");
}
