using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Figures are always the latest, so <c>fetchlatest</c> changes nothing.</summary>
internal sealed class ListCapacityHandler(CapacityReport report, SettingsStore settings) : IHandler<ListCapacity, ListResult<Capacity>>
{
    public Task<ListResult<Capacity>> HandleAsync(ListCapacity command, CommandContext context, CancellationToken ct)
    {
        var byUse = command.SortBy is not null;
        if (byUse && !command.SortBy!.Equals("usage", StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"sortby cannot be {command.SortBy}; it is usage.");
        }
        var zone = context.Row<ZoneRow>(command.ZoneId?.Value);
        var pod = context.Row<PodRow>(command.PodId?.Value);
        var cluster = context.Row<ClusterRow>(command.ClusterId?.Value);
        var filter = new CapacityFilter(zone is null ? null : [zone.Id], pod is null ? null : [pod.Id], cluster is null ? null : [cluster.Id]);
        // Sorted by use, a zone shows its pods and a pod its clusters, the fullest first; else what was asked for is one sum.
        var level = cluster is not null || (byUse && pod is not null) ? CapacityLevel.Cluster : pod is not null || (byUse && zone is not null) ? CapacityLevel.Pod : CapacityLevel.Zone;
        return context.ReadAsync(async db =>
        {
            var figures = await report.ReadAsync(db, filter, level, command.Type);
            if (byUse)
            {
                figures = [.. figures.OrderByDescending(figure => figure.PercentUsed)];
            }
            var page = await figures.AsQueryable().PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<Capacity>(await ViewsAsync(db, page.Items), page.Count);
        }, ct);
    }

    private static async Task<List<Capacity>> ViewsAsync(Db db, IReadOnlyList<CapacityFigure> figures)
    {
        var zoneIds = figures.Select(figure => figure.ZoneId).Distinct().ToList();
        var podIds = figures.Select(figure => figure.PodId).OfType<long>().Distinct().ToList();
        var clusterIds = figures.Select(figure => figure.ClusterId).OfType<long>().Distinct().ToList();
        var zones = await db.Zones.Where(row => zoneIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var pods = await db.Pods.Where(row => podIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var clusters = await db.Clusters.Where(row => clusterIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        return [.. figures.Select(figure =>
        {
            var pod = figure.PodId is { } podId ? pods[podId] : null;
            var cluster = figure.ClusterId is { } clusterId ? clusters[clusterId] : null;
            return figure.View() with
            {
                ZoneId = new ZoneId(zones[figure.ZoneId].Uuid),
                ZoneName = zones[figure.ZoneId].Name,
                PodId = pod is null ? null : new PodId(pod.Uuid),
                PodName = pod?.Name,
                ClusterId = cluster is null ? null : new ClusterId(cluster.Uuid),
                ClusterName = cluster?.Name,
            };
        })];
    }
}
