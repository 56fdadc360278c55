using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Takes pools off the hosts that have them, and puts them back.</summary>
internal sealed class PoolDetacher(HypervisorGateway gateway, HostPools pools)
{
    /// <summary>The hosts that are up and have a pool.</summary>
    public static Task<List<HostRow>> HostsAsync(Db db, long poolId) =>
        (from link in db.StoragePoolHosts
         join host in db.Hosts on link.HostId equals host.Id
         where link.PoolId == poolId && host.Removed.IsNotSet() && host.Status == HostStatus.Up
         orderby host.Id
         select host).ToListAsync();

    /// <exception cref="DriverException">A host does not let go of the pool.</exception>
    public async Task DetachAsync(StoragePoolRow pool, IEnumerable<HostRow> hosts, CancellationToken ct)
    {
        foreach (var host in hosts)
        {
            var connection = await gateway.ConnectAsync(host, ct);
            await pools.RemoveAsync(connection.Driver, connection.Endpoint, pool, ct);
        }
    }

    public async Task DetachQuietlyAsync(StoragePoolRow pool, IEnumerable<HostRow> hosts, CancellationToken ct)
    {
        foreach (var host in hosts)
        {
            var connection = await gateway.ConnectAsync(host, ct);
            await pools.RemoveQuietlyAsync(connection.Driver, connection.Endpoint, [pool], ct);
        }
    }

    /// <summary>Makes a pool usable on hosts; returns, for each that could not, why.</summary>
    public async Task<Dictionary<long, string>> AttachAsync(StoragePoolRow pool, IEnumerable<HostRow> hosts, CancellationToken ct)
    {
        Dictionary<long, string> failures = [];
        foreach (var host in hosts)
        {
            var connection = await gateway.ConnectAsync(host, ct);
            try
            {
                await pools.EnsureAsync(connection.Driver, connection.Endpoint, pool, ct);
            }
            catch (DriverException exception)
            {
                failures[host.Id] = exception.Message;
            }
        }
        return failures;
    }
}
