using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Makes pools usable and unusable on hosts.</summary>
internal sealed partial class HostPools(HypervisorGateway gateway, ISecretProtector secrets, ILogger<HostPools> logger)
{
    /// <exception cref="DriverException">The host cannot use the pool.</exception>
    public Task<PoolFacts> EnsureAsync(IHypervisorDriver driver, HostEndpoint endpoint, StoragePoolRow pool, CancellationToken ct) =>
        driver is IHostStorage storage
            ? gateway.CallAsync(driver, endpoint, (_, host) => storage.EnsurePoolAsync(host, PoolSpecs.Of(pool, secrets), ct), ct)
            : throw new DriverException(Outcome.NotApplied, $"{driver.Traits.Hypervisor} hosts take no storage pools of this cloud.");

    /// <summary>Makes pools unusable again after something else failed, as far as that goes.</summary>
    public async Task RemoveQuietlyAsync(IHypervisorDriver driver, HostEndpoint endpoint, IEnumerable<StoragePoolRow> pools, CancellationToken ct)
    {
        foreach (var pool in pools)
        {
            try
            {
                await RemoveAsync(driver, endpoint, pool, ct);
            }
            catch (DriverException exception)
            {
                LogStays(exception, pool.Name, endpoint.ToString());
            }
        }
    }

    public Task RemoveAsync(IHypervisorDriver driver, HostEndpoint endpoint, StoragePoolRow pool, CancellationToken ct) =>
        driver is not IHostStorage storage ? Task.CompletedTask : gateway.CallAsync(driver, endpoint, async (_, host) =>
        {
            await storage.RemovePoolAsync(host, PoolSpecs.Of(pool, secrets), ct);
            return true;
        }, ct);

    /// <summary>The pools that every host of a cluster has: its shared ones that are in service.</summary>
    public static async Task<List<StoragePoolRow>> OfClusterAsync(Db db, long clusterId) =>
        [.. (await db.ListAsync<StoragePoolRow>(nameof(StoragePoolRow.ClusterId), clusterId))
            .Where(pool => pool is { HostId: null, Removed: null, Status: StoragePoolStatus.Up }).OrderBy(pool => pool.Id)];

    /// <summary>Notes that a pool is usable on a host.</summary>
    public static async Task LinkAsync(Db db, StoragePoolRow pool, long hostId)
    {
        if (!await db.StoragePoolHosts.AnyAsync(link => link.PoolId == pool.Id && link.HostId == hostId))
        {
            await db.InsertAsync(new StoragePoolHostRow { PoolId = pool.Id, HostId = hostId, LocalPath = pool.Path });
        }
    }

    [LoggerMessage(LogLevel.Warning, "The storage pool {Pool} could not be taken off the host {Host}; it does no harm there.")]
    private partial void LogStays(Exception exception, string pool, string host);
}
