using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Adds shared primary storage to a cluster: made usable on every host that is up, of which at least one must succeed, before anything is written.</summary>
internal sealed class CreateStoragePoolHandler(
    HypervisorGateway gateway, HostPools pools, ISecretProtector secrets, IIdSource ids, AlertLog alerts, PlacementIndex placement)
    : IHandler<CreateStoragePool, StoragePool>
{
    public async Task<StoragePool> HandleAsync(CreateStoragePool command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var pod = context.Row<PodRow>(command.PodId.Value);
        var cluster = context.Row<ClusterRow>(command.ClusterId.Value);
        ZoneRules.CheckUsable(zone, context.Caller);
        ZoneRules.CheckPodIn(zone, pod);
        ZoneRules.CheckClusterIn(pod, cluster);
        var pool = NewPool(command, context, cluster);
        var driver = gateway.Get(cluster.Hypervisor);
        if (!driver.Traits.PoolTypes.Contains(pool.Type))
        {
            throw CloudStackException.Invalid($"{cluster.Hypervisor} hosts cannot use {pool.Type} storage; they can use {string.Join(", ", driver.Traits.PoolTypes)}.");
        }
        await context.ReadAsync(db => CheckNewAsync(db, pool), ct);
        Dictionary<long, (HostConnection Connection, string? Failure)> tried = [];
        try
        {
            while (true)
            {
                var hosts = await context.ReadAsync(db => UpHostsAsync(db, cluster.Id), ct);
                foreach (var host in hosts.Where(host => !tried.ContainsKey(host.Id)))
                {
                    var connection = await gateway.ConnectAsync(host, ct);
                    tried[host.Id] = (connection, await EnsureAsync(connection, pool, ct));
                }
                CheckUsable(cluster, pool, tried.Values);
                if (await RecordAsync(command, context, cluster, pool, tried, ct) is { } view)
                {
                    placement.Invalidate(zone.Id);
                    return view;
                }
            }
        }
        catch (Exception)
        {
            foreach (var (connection, _) in tried.Values)
            {
                await pools.RemoveQuietlyAsync(connection.Driver, connection.Endpoint, [pool], CancellationToken.None);
            }
            throw;
        }
    }

    private StoragePoolRow NewPool(CreateStoragePool command, CommandContext context, ClusterRow cluster)
    {
        var source = PoolSource.Parse(command.Url);
        return new()
        {
            Uuid = ids.NewGuid(),
            ZoneId = cluster.ZoneId,
            PodId = cluster.PodId,
            ClusterId = cluster.Id,
            Name = command.Name,
            Type = source.Type,
            Scope = PoolRules.ClusterScope,
            Host = source.Host,
            Port = source.Port,
            Path = source.Path,
            UserInfo = source.UserInfo is null ? null : secrets.Protect(source.UserInfo),
            Status = StoragePoolStatus.Up,
            Tags = HostRules.Tags("tags", command.Tags is null ? null : [command.Tags]),
            Hypervisor = cluster.Hypervisor,
            Created = context.Now,
        };
    }

    /// <summary>Makes the pool usable on a host; the reason when that does not go.</summary>
    private async Task<string?> EnsureAsync(HostConnection connection, StoragePoolRow pool, CancellationToken ct)
    {
        try
        {
            var facts = await pools.EnsureAsync(connection.Driver, connection.Endpoint, pool, ct);
            (pool.CapacityBytes, pool.UsedBytes) = (facts.CapacityBytes, facts.UsedBytes);
            return null;
        }
        catch (DriverException exception)
        {
            return exception.Message;
        }
    }

    private static void CheckUsable(ClusterRow cluster, StoragePoolRow pool, ICollection<(HostConnection Connection, string? Failure)> tried)
    {
        if (tried.Count == 0)
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable,
                $"The cluster {cluster.Name} has no host that is up, so the storage pool {pool.Name} cannot be tried out. Add a host first.");
        }
        if (tried.All(attempt => attempt.Failure is not null))
        {
            throw new CloudStackException(ErrorCode.ResourceUnavailable,
                $"No host of the cluster {cluster.Name} can use the storage pool {pool.Name}. {tried.First().Connection.Host.Name}: {tried.First().Failure}")
            {
                Reasons = [.. tried.Select(attempt => $"{attempt.Connection.Host.Name}: {attempt.Failure}")],
            };
        }
    }

    /// <summary>Writes the pool and its links; null when a host came up meanwhile, on which it must be tried first.</summary>
    private Task<StoragePool?> RecordAsync(CreateStoragePool command, CommandContext context, ClusterRow cluster, StoragePoolRow pool,
        Dictionary<long, (HostConnection Connection, string? Failure)> tried, CancellationToken ct) => context.WriteAsync<StoragePool?>(async db =>
    {
        // Hosts and pools of one cluster are added one after the other, so that none misses the other.
        if (await db.Clusters.Where(row => row.Id == cluster.Id && row.Removed.IsNotSet()).Set(row => row.Version, row => row.Version + 1).UpdateAsync() == 0)
        {
            throw CloudStackException.Invalid($"The cluster {cluster.Name} was removed meanwhile.");
        }
        var hosts = await UpHostsAsync(db, cluster.Id);
        if (hosts.Exists(host => !tried.ContainsKey(host.Id)))
        {
            return null;
        }
        await CheckNewAsync(db, pool);
        await db.InsertRowAsync(pool);
        await PoolRules.AddCapacityAsync(db, pool);
        foreach (var (name, value) in command.Details ?? new Dictionary<string, string>())
        {
            await db.InsertAsync(new StoragePoolDetailRow { PoolId = pool.Id, Name = name, Value = value });
        }
        foreach (var host in hosts)
        {
            if (tried[host.Id].Failure is { } failure)
            {
                await alerts.AddAsync(db, AlertLog.Host, $"The host {host.Name} cannot use the new storage pool {pool.Name}: {failure}",
                    host.ZoneId, host.PodId, host.ClusterId);
            }
            else
            {
                await HostPools.LinkAsync(db, pool, host.Id);
            }
        }
        return await db.StoragePools.Where(row => row.Id == pool.Id).AsStoragePools(db).FirstAsync();
    }, ct);

    private static Task<List<HostRow>> UpHostsAsync(Db db, long clusterId) =>
        db.Hosts.Where(row => row.ClusterId == clusterId && row.Removed.IsNotSet() && row.Type == HostRules.Routing && row.Status == HostStatus.Up)
            .OrderBy(row => row.Id).ToListAsync();

    private static async Task<bool> CheckNewAsync(Db db, StoragePoolRow pool)
    {
        var same = db.StoragePools.Where(row => row.Removed.IsNotSet() && row.Type == pool.Type && row.Host == pool.Host && row.Path == pool.Path);
        if (!new PoolSource(pool.Type, pool.Host, pool.Port, pool.Path, null).IsGlobal)
        {
            same = same.Where(row => row.ClusterId == pool.ClusterId);
        }
        return await same.Select(row => row.Name).FirstOrDefaultAsync() is not { } other ? true : throw CloudStackException.Invalid(
            $"The storage at {pool.Host}:{pool.Path} is the storage pool {other} already. Two pools must not share storage.");
    }
}
