using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListDedicatedClustersHandler(SettingsStore settings) : IHandler<ListDedicatedClusters, ListResult<DedicatedCluster>>
{
    public Task<ListResult<DedicatedCluster>> HandleAsync(ListDedicatedClusters command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var place = context.Row<ClusterRow>(command.ClusterId?.Value)?.Id;
            var rows = await DedicationViews.FilterAsync(db, context, DedicationKind.Cluster, place, command.DomainId, command.Account);
            return await DedicationViews.Clusters(db, rows, command.Keyword).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
