using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListClustersHandler(SettingsStore settings, CapacityReport report) : IHandler<ListClusters, ListResult<Cluster>>
{
    public Task<ListResult<Cluster>> HandleAsync(ListClusters command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var page = await Filter(db.Clusters.Where(cluster => cluster.Removed.IsNotSet()), command, context).AsClusters(db)
                .PageAsync(command, context, settings.Current.DefaultPageSize, ct);
            return command.ShowCapacities == true ? await WithCapacitiesAsync(db, page) : page;
        }, ct);

    private static IQueryable<ClusterRow> Filter(IQueryable<ClusterRow> clusters, ListClusters command, CommandContext context)
    {
        if (command.Id is { } id)
        {
            clusters = clusters.Where(cluster => cluster.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            clusters = clusters.Where(cluster => cluster.Name == name);
        }
        if (command.Keyword is { } keyword)
        {
            clusters = clusters.Where(cluster => cluster.Name.Contains(keyword) || cluster.Hypervisor.Contains(keyword));
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
        {
            clusters = clusters.Where(cluster => cluster.ZoneId == zone.Id);
        }
        if (context.Row<PodRow>(command.PodId?.Value) is { } pod)
        {
            clusters = clusters.Where(cluster => cluster.PodId == pod.Id);
        }
        if (command.Hypervisor is { } hypervisor)
        {
            clusters = clusters.Where(cluster => cluster.Hypervisor == hypervisor);
        }
        if (command.ClusterType is { } type)
        {
            clusters = clusters.Where(cluster => cluster.ClusterType == type);
        }
        if (EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState) is { } state)
        {
            clusters = clusters.Where(cluster => cluster.AllocationState == state);
        }
        if (EnumParameter.ParseOptional<ManagedState>("managedstate", command.ManagedState) is { } managed)
        {
            clusters = clusters.Where(cluster => cluster.ManagedState == managed);
        }
        return clusters;
    }

    private async Task<ListResult<Cluster>> WithCapacitiesAsync(Db db, ListResult<Cluster> page)
    {
        var uuids = page.Items.Select(cluster => cluster.Id.Value).ToList();
        var ids = await db.Clusters.Where(cluster => uuids.Contains(cluster.Uuid)).ToDictionaryAsync(cluster => cluster.Uuid, cluster => cluster.Id);
        var figures = (await report.ReadAsync(db, new(ClusterIds: ids.Values), CapacityLevel.Cluster)).ToLookup(figure => figure.ClusterId, figure => figure.View());
        return page.Map(cluster => cluster with { Capacity = [.. figures[ids[cluster.Id.Value]]] });
    }
}
