using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Shuts down networks that nobody has used for a while, and gives their VLANs back.</summary>
internal sealed partial class NetworkGarbageCollector(
    Database database, NetworkOrchestrator orchestrator, NetworkElementGateway elements, SettingsStore settings, TimeProvider time,
    ILogger<NetworkGarbageCollector> logger) : IReconciler
{
    public string Name => "network garbage collection";

    public TimeSpan Interval => TimeSpan.FromSeconds(settings.Current.NetworkGcInterval);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - TimeSpan.FromSeconds(settings.Current.NetworkGcWait);
        var idle = await database.ReadAsync(db => db.Networks
            .Where(row => row.Guru == NetworkRules.IsolatedGuru && !row.IsPersistent && row.Removed.IsNotSet() && row.ActiveNics == 0
                && (row.State == NetworkState.Shutdown || (row.State == NetworkState.Implemented && (row.LastNicReleased ?? row.Created) < before)))
            .OrderBy(row => row.Id).ToListAsync(ct), ct);
        foreach (var network in idle)
        {
            try
            {
                await ShutDownAsync(network, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                // It stays in Shutdown and is tried again at the next turn.
                LogFailed(exception, network.Name ?? "", network.Uuid);
            }
        }
    }

    private async Task ShutDownAsync(NetworkRow network, CancellationToken ct)
    {
        // A VM that starts meanwhile has counted its NIC first, and the network stays.
        var marked = network.State == NetworkState.Shutdown || await database.WriteAsync(db => db.Networks
            .Where(row => row.Id == network.Id && row.State == NetworkState.Implemented && row.ActiveNics == 0 && row.Removed.IsNotSet())
            .Set(row => row.State, NetworkState.Shutdown)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync(ct), ct) == 1;
        if (marked)
        {
            await elements.RemoveAsync(network.Id, ct);
            await database.WriteAsync(db => orchestrator.ShutDownAsync(db, network, Identity.SystemUserId), ct);
            LogDone(network.Name ?? "", network.Uuid);
        }
    }

    [LoggerMessage(LogLevel.Information, "The network {Name} ({Uuid}) was shut down, because nothing had used it for a while.")]
    private partial void LogDone(string name, Guid uuid);

    [LoggerMessage(LogLevel.Warning, "The network {Name} ({Uuid}) could not be shut down.")]
    private partial void LogFailed(Exception exception, string name, Guid uuid);
}
