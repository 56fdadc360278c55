using System.Collections.Concurrent;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Asks, for each pool in service, one host of this server how large and how full it is.</summary>
internal sealed class StorageStatisticsCollector(
    Database database, HypervisorGateway gateway, HostPools pools, ServerRegistry server, SettingsStore settings, PlacementIndex placement) : IReconciler
{
    public string Name => "storage statistics";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Max(1000, settings.Current.StorageStatsInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        var links = await database.ReadAsync(LinksAsync, ct);
        // The first host of a pool answers for it, so that several servers do not all ask.
        var asked = links.GroupBy(link => link.Pool.Id).Select(group => group.First()).Where(link => link.Host.ManagementServerId == server.Id);
        ConcurrentBag<(StoragePoolRow Pool, PoolFacts Facts)> changed = [];
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (link, stop) =>
        {
            try
            {
                var connection = await gateway.ConnectAsync(link.Host, stop);
                var facts = await pools.EnsureAsync(connection.Driver, connection.Endpoint, link.Pool, stop);
                if (facts.CapacityBytes != link.Pool.CapacityBytes || facts.UsedBytes != link.Pool.UsedBytes)
                {
                    changed.Add((link.Pool, facts));
                }
            }
            catch (DriverException)
            {
                // The figures stay as they are; the monitor tells of hosts that do not answer.
            }
        });
        if (!changed.IsEmpty)
        {
            await database.WriteAsync(db => RecordAsync(db, changed), ct);
            foreach (var zone in changed.Select(change => change.Pool.ZoneId).Distinct())
            {
                placement.Invalidate(zone);
            }
        }
    }

    private static Task<List<PoolLink>> LinksAsync(Db db) =>
        (from pool in db.StoragePools
         join link in db.StoragePoolHosts on pool.Id equals link.PoolId
         join host in db.Hosts on link.HostId equals host.Id
         where pool.Removed.IsNotSet() && pool.Status == StoragePoolStatus.Up && host.Removed.IsNotSet() && host.Status == HostStatus.Up
         orderby pool.Id, host.Id
         select new PoolLink(pool, host)).ToListAsync();

    private static async Task RecordAsync(Db db, IEnumerable<(StoragePoolRow Pool, PoolFacts Facts)> changed)
    {
        foreach (var (pool, facts) in changed)
        {
            await db.StoragePools.Where(row => row.Id == pool.Id)
                .Set(row => row.CapacityBytes, facts.CapacityBytes).Set(row => row.UsedBytes, facts.UsedBytes).UpdateAsync();
            if (facts.CapacityBytes != pool.CapacityBytes)
            {
                await db.StoragePoolCapacities.Where(row => row.PoolId == pool.Id).Set(row => row.TotalBytes, facts.CapacityBytes).UpdateAsync();
            }
        }
    }

    private sealed record PoolLink(StoragePoolRow Pool, HostRow Host);
}
