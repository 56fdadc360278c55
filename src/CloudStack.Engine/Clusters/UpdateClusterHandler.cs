using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Changes a cluster. Unmanaging one lets go of its hosts: nothing is observed, placed or changed there until it is managed again, and what runs there
/// runs on. Hosts are called only when there is something to do, so letting go is done at once.
/// </summary>
internal sealed class UpdateClusterHandler(AllowedHypervisors hypervisors, PlacementIndex placement) : IHandler<UpdateCluster, Cluster>
{
    public async Task<Cluster> HandleAsync(UpdateCluster command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<ClusterRow>(command.Id.Value).Id;
        var state = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState);
        var managed = EnumParameter.ParseOptional<ManagedState>("managedstate", command.ManagedState);
        if (managed is ManagedState.PrepareUnmanaged or ManagedState.PrepareUnmanagedError)
        {
            throw CloudStackException.Invalid($"managedstate can be set to Managed or Unmanaged, not to {managed}.");
        }
        if (command.ClusterType is { } type)
        {
            ClusterRules.CheckType(type);
        }
        var hypervisor = command.Hypervisor is { } asked ? hypervisors.Get(asked).Traits.Hypervisor : null;
        var (cluster, zoneId) = await context.WriteAsync(async db =>
        {
            var row = await db.Clusters.FirstAsync(cluster => cluster.Id == id);
            if (command.ClusterName is { } name && name != row.Name
                && await db.Clusters.AnyAsync(other => other.PodId == row.PodId && other.Name == name && other.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid($"There is a cluster with the name {name} in its pod already. Choose another name.");
            }
            if (hypervisor is not null && hypervisor != row.Hypervisor)
            {
                await CheckNoHostsAsync(db, row, hypervisor);
                row.Hypervisor = hypervisor;
            }
            row.Name = command.ClusterName ?? row.Name;
            row.AllocationState = state ?? row.AllocationState;
            if (managed is { } wanted && wanted != row.ManagedState)
            {
                row.ManagedState = wanted;
                await MarkHostsAsync(db, id, wanted, context.Now);
            }
            await db.UpdateVersionedAsync(row);
            return (await db.Clusters.Where(cluster => cluster.Id == id).AsClusters(db).FirstAsync(), row.ZoneId);
        }, ct);
        placement.Invalidate(zoneId);
        return cluster;
    }

    private static async Task CheckNoHostsAsync(Db db, ClusterRow cluster, string hypervisor)
    {
        if (await db.Hosts.AnyAsync(host => host.ClusterId == cluster.Id && host.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"The cluster {cluster.Name} has {cluster.Hypervisor} hosts and cannot become one of {hypervisor}.");
        }
    }

    /// <summary>Hosts of an unmanaged cluster are disconnected; when it is managed again, the monitor finds out how they are.</summary>
    private static Task MarkHostsAsync(Db db, long clusterId, ManagedState managed, DateTimeOffset now)
    {
        var hosts = db.Hosts.Where(host => host.ClusterId == clusterId && host.Removed.IsNotSet());
        return managed == ManagedState.Unmanaged
            ? hosts.Set(host => host.Status, HostStatus.Disconnected).Set(host => host.Disconnected, now).Set(host => host.Version, host => host.Version + 1).UpdateAsync()
            : hosts.Set(host => host.Status, HostStatus.Connecting).Set(host => host.LastPinged, now).Set(host => host.Version, host => host.Version + 1).UpdateAsync();
    }
}
