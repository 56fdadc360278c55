using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListPodsHandler(SettingsStore settings, CapacityReport report) : IHandler<ListPods, ListResult<Pod>>
{
    public Task<ListResult<Pod>> HandleAsync(ListPods command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var pods = db.Pods.Where(pod => pod.Removed.IsNotSet());
            if (command.Id is { } id)
            {
                pods = pods.Where(pod => pod.Uuid == id.Value);
            }
            if (command.Name is { } name)
            {
                pods = pods.Where(pod => pod.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                pods = pods.Where(pod => pod.Name.Contains(keyword));
            }
            if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
            {
                pods = pods.Where(pod => pod.ZoneId == zone.Id);
            }
            if (EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState) is { } state)
            {
                pods = pods.Where(pod => pod.AllocationState == state);
            }
            var page = await pods.AsPods(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
            return command.ShowCapacities == true ? await WithCapacitiesAsync(db, page) : page;
        }, ct);

    private async Task<ListResult<Pod>> WithCapacitiesAsync(Db db, ListResult<Pod> page)
    {
        var uuids = page.Items.Select(pod => pod.Id.Value).ToList();
        var ids = await db.Pods.Where(pod => uuids.Contains(pod.Uuid)).ToDictionaryAsync(pod => pod.Uuid, pod => pod.Id);
        var figures = (await report.ReadAsync(db, new(PodIds: ids.Values), CapacityLevel.Pod)).ToLookup(figure => figure.PodId, figure => figure.View());
        return page.Map(pod => pod with { Capacity = [.. figures[ids[pod.Id.Value]]] });
    }
}
