using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class AddClusterHandler(IIdSource ids, AllowedHypervisors hypervisors, PlacementIndex placement) : IHandler<AddCluster, ListResult<Cluster>>
{
    public async Task<ListResult<Cluster>> HandleAsync(AddCluster command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var pod = context.Row<PodRow>(command.PodId.Value);
        ZoneRules.CheckUsable(zone, context.Caller);
        ZoneRules.CheckPodIn(zone, pod);
        ClusterRules.CheckType(command.ClusterType);
        if ((command.Url ?? command.Username ?? command.Password) is not null)
        {
            throw CloudStackException.Invalid("url, username and password are for clusters that another system manages (ExternalManaged), which are not "
                + "supported. Leave them out, and give them to addHost.");
        }
        if ((command.VsmIpAddress ?? command.VsmUsername ?? command.VsmPassword) is not null)
        {
            throw CloudStackException.Invalid("Nexus 1000v switches (vsmipaddress, vsmusername, vsmpassword) are not supported. Leave them out.");
        }
        var row = new ClusterRow
        {
            Uuid = ids.NewGuid(),
            ZoneId = zone.Id,
            PodId = pod.Id,
            Name = command.ClusterName,
            Hypervisor = hypervisors.Get(command.Hypervisor).Traits.Hypervisor,
            ClusterType = ClusterRules.CloudManaged,
            AllocationState = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState) ?? AllocationState.Enabled,
            ManagedState = ManagedState.Managed,
            Created = context.Now,
        };
        var clusters = await context.WriteAsync(async db =>
        {
            if (await db.Clusters.AnyAsync(other => other.PodId == pod.Id && other.Name == row.Name && other.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid($"There is a cluster with the name {row.Name} in the pod {pod.Name} already. Choose another name.");
            }
            await db.InsertRowAsync(row);
            return await db.Clusters.Where(cluster => cluster.Id == row.Id).AsClusters(db).ToListAsync();
        }, ct);
        placement.Invalidate(zone.Id);
        return new(clusters, clusters.Count);
    }
}
