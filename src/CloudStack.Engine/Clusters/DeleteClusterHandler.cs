using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteClusterHandler(PlacementIndex placement) : IHandler<DeleteCluster, Success>
{
    public async Task<Success> HandleAsync(DeleteCluster command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<ClusterRow>(command.Id.Value).Id;
        var zoneId = await context.WriteAsync(async db =>
        {
            var cluster = await db.Clusters.FirstAsync(row => row.Id == id);
            await RefuseAsync(cluster, "hosts", db.Hosts.CountAsync(row => row.ClusterId == id && row.Removed.IsNotSet()));
            await RefuseAsync(cluster, "storage pools", db.StoragePools.CountAsync(row => row.ClusterId == id && row.Removed.IsNotSet()));
            cluster.Removed = context.Now;
            await db.UpdateVersionedAsync(cluster);
            await Dedications.ForgetAsync(db, DedicationKind.Cluster, id);
            await db.ClusterDetails.DeleteAsync(row => row.ClusterId == id);
            return cluster.ZoneId;
        }, ct);
        placement.Invalidate(zoneId);
        return Success.Done;
    }

    private static async Task RefuseAsync(ClusterRow cluster, string what, Task<int> count)
    {
        if (await count is var left and > 0)
        {
            throw CloudStackException.Invalid($"The cluster {cluster.Name} cannot be deleted: it has {left} {what}. Remove them first.");
        }
    }
}
