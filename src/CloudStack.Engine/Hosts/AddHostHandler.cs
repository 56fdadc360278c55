using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>
/// Adds a host. The machine is looked at, and the cluster's pools are made usable on it, before anything is written: a host that is in the database works.
/// </summary>
internal sealed class AddHostHandler(
    AllowedHypervisors hypervisors, HypervisorGateway gateway, HostPools pools, ISecretProtector secrets, ServerRegistry server, HostViews views,
    IIdSource ids, PlacementIndex placement) : IHandler<AddHost, ListResult<Host>>
{
    private static readonly string CountClusterUp = $"update {RowStatements<ClusterRow>.Table} set version = version + 1 where id = @id and removed is null";

    public async Task<ListResult<Host>> HandleAsync(AddHost command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var pod = context.Row<PodRow>(command.PodId.Value);
        ZoneRules.CheckUsable(zone, context.Caller);
        ZoneRules.CheckPodIn(zone, pod);
        var driver = hypervisors.Get(command.Hypervisor);
        var cluster = await ClusterAsync(command, context, pod, driver, ct);
        var host = NewHost(command, context, cluster, driver);
        await context.ReadAsync(db => CheckAddressAsync(db, host), ct);
        var endpoint = gateway.Endpoint(host, new Dictionary<string, string>());
        var facts = await ProbeAsync(driver, endpoint, ct);
        var known = await context.ReadAsync(async db =>
        {
            await CheckGuidAsync(db, facts);
            return await HostPools.OfClusterAsync(db, cluster.Id);
        }, ct);
        Take(host, facts);
        endpoint = endpoint with { HostKey = facts.HostKey };
        var local = LocalPool(zone, host, facts, context.Now);
        List<StoragePoolRow> ensured = [];
        try
        {
            if (local is not null)
            {
                await EnsureAsync(driver, endpoint, local, ensured, ct);
            }
            while (true)
            {
                foreach (var pool in known.Where(pool => ensured.TrueForAll(done => done.Uuid != pool.Uuid)))
                {
                    await EnsureAsync(driver, endpoint, pool, ensured, ct);
                }
                if (await RecordAsync(context, host, (zone, pod, cluster), facts, local, ensured, ct) is { } view)
                {
                    placement.Invalidate(zone.Id);
                    return new([view], 1);
                }
                known = await context.ReadAsync(db => HostPools.OfClusterAsync(db, cluster.Id), ct);
            }
        }
        catch (Exception) when (ensured.Count > 0)
        {
            await pools.RemoveQuietlyAsync(driver, endpoint, ensured, CancellationToken.None);
            throw;
        }
    }

    /// <summary>The cluster that the host joins: the named one, which is made when only its name is given and there is none.</summary>
    private async Task<ClusterRow> ClusterAsync(AddHost command, CommandContext context, PodRow pod, IHypervisorDriver driver, CancellationToken ct)
    {
        if (command.ClusterId is not null && command.ClusterName is not null)
        {
            throw CloudStackException.Invalid("Give clusterid or clustername, not both.");
        }
        var cluster = context.Row<ClusterRow>(command.ClusterId?.Value);
        if (cluster is null && command.ClusterName is { } name)
        {
            cluster = await context.ReadAsync(db => db.Clusters.FirstOrDefaultAsync(row => row.PodId == pod.Id && row.Name == name && row.Removed.IsNotSet(), ct), ct)
                ?? new ClusterRow
                {
                    Uuid = ids.NewGuid(),
                    ZoneId = pod.ZoneId,
                    PodId = pod.Id,
                    Name = name,
                    Hypervisor = driver.Traits.Hypervisor,
                    ClusterType = ClusterRules.CloudManaged,
                    Created = context.Now,
                };
        }
        if (cluster is null)
        {
            throw CloudStackException.Invalid("A host joins a cluster: give clusterid, or clustername to find or make one by its name.");
        }
        ZoneRules.CheckClusterIn(pod, cluster);
        return cluster.Hypervisor == driver.Traits.Hypervisor ? cluster : throw CloudStackException.Invalid(
            $"The cluster {cluster.Name} is for {cluster.Hypervisor} hosts; a {driver.Traits.Hypervisor} host needs a cluster of its own kind.");
    }

    private HostRow NewHost(AddHost command, CommandContext context, ClusterRow cluster, IHypervisorDriver driver) => new()
    {
        Uuid = ids.NewGuid(),
        ZoneId = cluster.ZoneId,
        PodId = cluster.PodId,
        Type = HostRules.Routing,
        Hypervisor = driver.Traits.Hypervisor,
        Address = HostAddress.Parse(command.Url, driver.Traits),
        UserName = command.Username,
        Password = command.Password.Length == 0 ? null : secrets.Protect(command.Password),
        PrivateKey = command.PrivateKey is null ? null : secrets.Protect(command.PrivateKey),
        Status = HostStatus.Up,
        ResourceState = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState) == AllocationState.Disabled
            ? HostResourceState.Disabled : HostResourceState.Enabled,
        Tags = HostRules.Tags("hosttags", command.HostTags),
        ManagementServerId = server.Id,
        LastPinged = context.Now,
        Created = context.Now,
    };

    private async Task<HostFacts> ProbeAsync(IHypervisorDriver driver, HostEndpoint endpoint, CancellationToken ct)
    {
        try
        {
            return await gateway.CallAsync(driver, endpoint, (hypervisor, host) => hypervisor.ProbeAsync(host, ct), ct);
        }
        catch (DriverException exception)
        {
            throw new CloudStackException(ErrorCode.Internal, $"Unable to add the host: {exception.Message}", exception);
        }
    }

    private async Task EnsureAsync(IHypervisorDriver driver, HostEndpoint endpoint, StoragePoolRow pool, List<StoragePoolRow> ensured, CancellationToken ct)
    {
        // Noted before the call: what fails half way is taken back too.
        ensured.Add(pool);
        try
        {
            await pools.EnsureAsync(driver, endpoint, pool, ct);
        }
        catch (DriverException exception)
        {
            throw new CloudStackException(ErrorCode.Internal,
                $"Unable to add the host: it cannot use the storage pool {pool.Name}, which all hosts of its cluster need. {exception.Message}", exception);
        }
    }

    private static void Take(HostRow host, HostFacts facts)
    {
        host.Name = facts.Name;
        host.Guid = facts.Guid;
        host.Cpus = facts.Cpus;
        host.CpuMhz = facts.CpuMhz;
        host.MemoryBytes = facts.MemoryBytes;
        host.ReservedMemoryBytes = facts.ReservedMemoryBytes;
        host.Capabilities = string.Join(',', facts.Capabilities);
        host.HypervisorVersion = facts.HypervisorVersion;
        host.PrivateIp = facts.PrivateIpAddress;
        host.HostKey = facts.HostKey;
    }

    private StoragePoolRow? LocalPool(ZoneRow zone, HostRow host, HostFacts facts, DateTimeOffset now) =>
        !zone.LocalStorageEnabled || facts.LocalStorage is null || facts.LocalStoragePath is null ? null : new()
        {
            Uuid = ids.NewGuid(),
            ZoneId = host.ZoneId,
            PodId = host.PodId,
            Name = $"{host.Name} Local Storage",
            Type = PoolTypes.Filesystem,
            Scope = PoolRules.HostScope,
            Host = host.PrivateIp ?? "",
            Path = facts.LocalStoragePath,
            Status = StoragePoolStatus.Up,
            CapacityBytes = facts.LocalStorage.CapacityBytes,
            UsedBytes = facts.LocalStorage.UsedBytes,
            Hypervisor = host.Hypervisor,
            Created = now,
        };

    /// <summary>Writes the host and what belongs to it; null when the cluster has got another pool meanwhile, which must be made usable first.</summary>
    private Task<Host?> RecordAsync(CommandContext context, HostRow host, (ZoneRow Zone, PodRow Pod, ClusterRow Cluster) home, HostFacts facts,
        StoragePoolRow? local, List<StoragePoolRow> ensured, CancellationToken ct) => context.WriteAsync(async db =>
    {
        var cluster = home.Cluster;
        if (cluster.Id == 0)
        {
            cluster.Id = await db.InsertWithInt64IdentityAsync(cluster);
        }
        else if (await db.ExecuteAsync(CountClusterUp, DataParameter.Int64("id", cluster.Id)) == 0)
        {
            throw CloudStackException.Invalid($"The cluster {cluster.Name} was removed meanwhile.");
        }
        var shared = await HostPools.OfClusterAsync(db, cluster.Id);
        if (shared.Exists(pool => ensured.TrueForAll(done => done.Uuid != pool.Uuid)))
        {
            return null;
        }
        await CheckAddressAsync(db, host);
        await CheckGuidAsync(db, facts);
        host.ClusterId = cluster.Id;
        await db.InsertRowAsync(host);
        var capacity = new HostCapacityRow
        {
            HostId = host.Id,
            ZoneId = host.ZoneId,
            TotalCpu = (long)host.Cpus * host.CpuMhz,
            TotalMemory = host.MemoryBytes,
        };
        await db.ExecuteAsync(RowStatements<HostCapacityRow>.Insert, RowStatements<HostCapacityRow>.InsertParameters(capacity));
        if (local is not null)
        {
            (local.ClusterId, local.HostId) = (cluster.Id, host.Id);
            await db.InsertRowAsync(local);
            await PoolRules.AddCapacityAsync(db, local);
            await HostPools.LinkAsync(db, local, host.Id);
        }
        foreach (var pool in shared)
        {
            await HostPools.LinkAsync(db, pool, host.Id);
        }
        var manager = await db.FindAsync<ManagementServerRow>(server.Id, ct);
        return views.View(new HostParts(host, home.Zone, home.Pod, cluster, capacity, Category: null, manager, local is not null), HostDetails.All);
    }, ct)!;

    private static async Task<bool> CheckAddressAsync(Db db, HostRow host) =>
        await NameByAsync(db, nameof(HostRow.Address), host.Address) is not { } other ? true
        : throw CloudStackException.Invalid($"The address {host.Address} is that of the host {other} already.");

    private static async Task<bool> CheckGuidAsync(Db db, HostFacts facts) =>
        await NameByAsync(db, nameof(HostRow.Guid), facts.Guid) is not { } other ? true
        : throw CloudStackException.Invalid($"The machine at this address ({facts.Name}) is in the cloud already, as the host {other}.");

    private static async Task<string?> NameByAsync(Db db, string property, string value) =>
        (await db.QueryToListAsync<HostRow>(RowStatements<HostRow>.By(property), DataParameter.VarChar("value", value))).Find(row => row.Removed is null)?.Name;
}
