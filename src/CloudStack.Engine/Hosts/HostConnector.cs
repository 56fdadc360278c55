using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Takes a host into service again: looks at the machine, makes its cluster's pools usable, takes over what it has, and marks it Up. May be repeated.
/// </summary>
internal sealed class HostConnector(
    Database database, HypervisorGateway gateway, HostPools pools, ServerRegistry server, AlertLog alerts, PlacementIndex placement, TimeProvider time)
{
    /// <exception cref="DriverException">The host does not answer, or is another machine than before.</exception>
    public async Task ConnectAsync(HostRow host, CancellationToken ct)
    {
        var connection = await gateway.ConnectAsync(host, ct);
        var facts = await connection.CallAsync((driver, endpoint) => driver.ProbeAsync(endpoint, ct), ct);
        if (facts.Guid != host.Guid)
        {
            throw new DriverException(Outcome.NotApplied,
                $"The machine at the address of the host {host.Name} is another one now ({facts.Name}). Delete the host and add the new machine.");
        }
        var wanted = await database.ReadAsync(db => PoolsOfAsync(db, host), ct);
        List<(StoragePoolRow Pool, string? Failure)> tried = [];
        foreach (var pool in wanted)
        {
            tried.Add((pool, await TryEnsureAsync(connection, pool, ct)));
        }
        var changed = await database.WriteAsync(db => RecordAsync(db, host, facts, tried), ct);
        if (changed)
        {
            placement.Invalidate(host.ZoneId);
        }
    }

    private static async Task<List<StoragePoolRow>> PoolsOfAsync(Db db, HostRow host) =>
        host.ClusterId is not { } cluster ? [] : [.. await HostPools.OfClusterAsync(db, cluster),
            .. await db.StoragePools.Where(pool => pool.HostId == host.Id && pool.Removed.IsNotSet()).ToListAsync()];

    private async Task<string?> TryEnsureAsync(HostConnection connection, StoragePoolRow pool, CancellationToken ct)
    {
        try
        {
            await pools.EnsureAsync(connection.Driver, connection.Endpoint, pool, ct);
            return null;
        }
        catch (DriverException exception)
        {
            return exception.Message;
        }
    }

    private async Task<bool> RecordAsync(Db db, HostRow host, HostFacts facts, List<(StoragePoolRow Pool, string? Failure)> tried)
    {
        var now = time.GetUtcNow();
        if (await db.Hosts.Where(row => row.Id == host.Id && row.Version == host.Version && row.Removed.IsNotSet())
            .Set(row => row.Status, HostStatus.Up)
            .Set(row => row.Disconnected, (DateTimeOffset?)null)
            .Set(row => row.LastPinged, now)
            .Set(row => row.ManagementServerId, server.Id)
            .Set(row => row.Cpus, facts.Cpus)
            .Set(row => row.CpuMhz, facts.CpuMhz)
            .Set(row => row.MemoryBytes, facts.MemoryBytes)
            .Set(row => row.ReservedMemoryBytes, facts.ReservedMemoryBytes)
            .Set(row => row.Capabilities, string.Join(',', facts.Capabilities))
            .Set(row => row.HypervisorVersion, facts.HypervisorVersion)
            .Set(row => row.PrivateIp, facts.PrivateIpAddress)
            .Set(row => row.Version, host.Version + 1)
            .UpdateAsync() == 0)
        {
            // Somebody changed the host meanwhile; whoever looks next sees the change.
            return false;
        }
        await db.HostCapacities.Where(row => row.HostId == host.Id)
            .Set(row => row.TotalCpu, (long)facts.Cpus * facts.CpuMhz)
            .Set(row => row.TotalMemory, facts.MemoryBytes)
            .UpdateAsync();
        await HostAlerts.ResolveAsync(db, host, now);
        foreach (var (pool, failure) in tried)
        {
            if (failure is null)
            {
                await HostPools.LinkAsync(db, pool, host.Id);
                continue;
            }
            await db.StoragePoolHosts.DeleteAsync(link => link.PoolId == pool.Id && link.HostId == host.Id);
            await alerts.AddAsync(db, AlertLog.Host, $"The host {host.Name} cannot use the storage pool {pool.Name}: {failure}", host.ZoneId, host.PodId, host.ClusterId);
        }
        return true;
    }
}
