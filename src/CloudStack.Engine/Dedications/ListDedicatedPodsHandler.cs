using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListDedicatedPodsHandler(SettingsStore settings) : IHandler<ListDedicatedPods, ListResult<DedicatedPod>>
{
    public Task<ListResult<DedicatedPod>> HandleAsync(ListDedicatedPods command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var place = context.Row<PodRow>(command.PodId?.Value)?.Id;
            var rows = await DedicationViews.FilterAsync(db, context, DedicationKind.Pod, place, command.DomainId, command.Account);
            return await DedicationViews.Pods(db, rows, command.Keyword).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
