using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Finds the host that works on a volume: where its VM runs, else one that is up and reaches its pool, the VM's last one first.</summary>
internal sealed class VolumeHosts(Database database, HypervisorGateway hypervisors)
{
    /// <exception cref="DriverException">There is none now.</exception>
    public async Task<HostConnection> ConnectAsync(VolumeRow volume, VirtualMachineRow? vm, CancellationToken ct) =>
        await hypervisors.ConnectAsync(await database.ReadAsync(db => FindAsync(db, volume, vm, ct), ct) ?? throw VolumePlugs.NoHost(volume), ct);

    public static Task<HostRow?> FindAsync(Db db, VolumeRow volume, VirtualMachineRow? vm, CancellationToken ct)
    {
        if (vm is { State: VirtualMachineState.Running, HostId: { } runsOn })
        {
            return db.FindAsync<HostRow>(runsOn, ct);
        }
        var (pool, last) = (volume.PoolId, vm?.LastHostId);
        return (from host in db.Hosts
                join link in db.StoragePoolHosts on host.Id equals link.HostId
                where link.PoolId == pool && host.Removed.IsNotSet() && host.Status == HostStatus.Up && host.ResourceState == HostResourceState.Enabled
                orderby host.Id == last ? 0 : 1, host.Id
                select host).FirstOrDefaultAsync(ct);
    }

    /// <summary>The driver of the hosts that reach a volume's pool.</summary>
    /// <exception cref="CloudStackException">The volume is on no pool of a cluster (431).</exception>
    public async Task<IHypervisorDriver> DriverOfAsync(VolumeRow volume, CancellationToken ct)
    {
        var hypervisor = await database.ReadAsync(db => (from pool in db.StoragePools
                                                         join cluster in db.Clusters on pool.ClusterId equals cluster.Id
                                                         where pool.Id == volume.PoolId
                                                         select cluster.Hypervisor).FirstOrDefaultAsync(ct), ct);
        return hypervisor is null ? throw CloudStackException.Invalid($"The volume {volume.Name} is on no storage yet. Attach it to a virtual machine first.") : hypervisors.Get(hypervisor);
    }

    /// <summary>A driver's work that may take only so long; what takes longer has an unknown end.</summary>
    public static async Task<T> WithinAsync<T>(int seconds, string what, TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Max(1, seconds)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new DriverException(Outcome.NotApplied, $"{what} took longer than {seconds} seconds and was given up.", false, exception);
        }
    }
}
