using System.Collections.Concurrent;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// Watches the hosts of this server. One that does not answer is Disconnected, and Alert when it has been silent for <c>ping.timeout</c> intervals; one
/// that answers again is connected. Hosts of servers that are down are adopted.
/// </summary>
internal sealed partial class HostMonitor(
    Database database, HypervisorGateway gateway, HostConnector connector, ServerRegistry server, SettingsStore settings, AlertLog alerts,
    PlacementIndex placement, TimeProvider time, IServiceProvider services, ILogger<HostMonitor> logger) : IReconciler
{
    private const int AtOnce = 32;

    public string Name => "host monitor";

    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Max(1, settings.Current.PingInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        await AdoptAsync(ct);
        var hosts = await database.ReadAsync(db => WatchedAsync(db, server.Id), ct);
        ConcurrentBag<long> answered = [];
        await Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (host, stop) =>
        {
            try
            {
                if (await WatchAsync(host, stop))
                {
                    answered.Add(host.Id);
                }
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // One host's trouble must not keep the others from being watched.
                LogFailed(exception, host.Name);
            }
        });
        await NotePingsAsync([.. answered], ct);
    }

    /// <summary>Takes over hosts that no living server looks after; when two servers try, one gets each.</summary>
    private async Task AdoptAsync(CancellationToken ct)
    {
        var orphans = await database.ReadAsync(db => (from host in db.Hosts
                                                      from owner in db.ManagementServers.Where(row => row.Id == host.ManagementServerId).DefaultIfEmpty()
                                                      where host.Removed.IsNotSet() && host.Type == HostRules.Routing && (owner == null || owner.State == "Down")
                                                      select new { host.ManagementServerId }).Distinct().ToListAsync(ct), ct);
        foreach (var owner in orphans.Select(orphan => orphan.ManagementServerId))
        {
            var adopted = await database.WriteAsync(db => db.Hosts
                .Where(host => host.Removed.IsNotSet() && host.Type == HostRules.Routing && host.ManagementServerId == owner
                    && (owner == null || db.ManagementServers.Any(row => row.Id == owner && row.State == "Down")))
                .Set(host => host.ManagementServerId, server.Id).UpdateAsync(), ct);
            LogAdopted(adopted, owner);
        }
    }

    private static Task<List<HostRow>> WatchedAsync(Db db, long serverId) =>
        (from host in db.Hosts
         join cluster in db.Clusters on host.ClusterId equals cluster.Id
         where host.Removed.IsNotSet() && host.Type == HostRules.Routing && host.ManagementServerId == serverId && cluster.ManagedState == ManagedState.Managed
         orderby host.Id
         select host).ToListAsync();

    /// <summary>Looks at one host; true when it is Up and answered.</summary>
    private async Task<bool> WatchAsync(HostRow host, CancellationToken ct)
    {
        // A host that neither answers nor refuses must not hold up the round.
        using var limit = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            if (host.Status != HostStatus.Up)
            {
                await connector.ConnectAsync(host, either.Token);
                return true;
            }
            var began = time.GetUtcNow();
            var connection = await gateway.ConnectAsync(host, ct);
            var observed = await connection.CallAsync((driver, endpoint) => driver.ObserveAsync(endpoint, either.Token), either.Token);
            if (services.GetService<IPowerStateSync>() is { } sync)
            {
                await sync.ReportAsync(host, observed, began, ct);
            }
            return true;
        }
        catch (Exception exception) when (exception is DriverException or CloudStackException
            || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            await SilentAsync(host, exception.Message, ct);
            return false;
        }
    }

    private async Task SilentAsync(HostRow host, string reason, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var lost = now - (host.LastPinged ?? host.Created) > Interval * settings.Current.PingTimeout;
        var next = lost ? HostStatus.Alert : HostStatus.Disconnected;
        if (host.Status == next || host.Status is HostStatus.Alert or HostStatus.Down)
        {
            return;
        }
        var since = host.Disconnected ?? now;
        LogSilent(host.Name, next, reason);
        var changed = await database.WriteAsync(async db =>
        {
            var count = await db.Hosts.Where(row => row.Id == host.Id && row.Status == host.Status && row.Removed.IsNotSet())
                .Set(row => row.Status, next)
                .Set(row => row.Disconnected, since)
                .Set(row => row.Version, row => row.Version + 1)
                .UpdateAsync();
            if (count == 1)
            {
                await alerts.AddAsync(db, AlertLog.Host, lost ? HostAlerts.Lost(host) : HostAlerts.Disconnected(host), host.ZoneId, host.PodId, host.ClusterId);
            }
            return count;
        }, ct);
        if (changed == 1)
        {
            placement.Invalidate(host.ZoneId);
        }
    }

    /// <summary>Notes when hosts were last heard, for all of them at once. The time is no change of the host, so its version stays.</summary>
    private async Task NotePingsAsync(List<long> ids, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var part in ids.Chunk(500))
        {
            await database.WriteAsync(db => db.Hosts.Where(host => part.Contains(host.Id) && host.Status == HostStatus.Up)
                .Set(host => host.LastPinged, now).UpdateAsync(), ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The host {Host} does not answer and is {Status} now: {Reason}")]
    private partial void LogSilent(string host, HostStatus status, string reason);

    [LoggerMessage(LogLevel.Error, "Watching the host {Host} failed.")]
    private partial void LogFailed(Exception exception, string host);

    [LoggerMessage(LogLevel.Information, "{Count} hosts of the management server {Server} are looked after by this server now.")]
    private partial void LogAdopted(int count, long? server);
}
