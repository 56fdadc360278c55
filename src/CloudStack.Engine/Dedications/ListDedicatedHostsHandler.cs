using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListDedicatedHostsHandler(SettingsStore settings) : IHandler<ListDedicatedHosts, ListResult<DedicatedHost>>
{
    public Task<ListResult<DedicatedHost>> HandleAsync(ListDedicatedHosts command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var place = context.Row<HostRow>(command.HostId?.Value)?.Id;
            var rows = await DedicationViews.FilterAsync(db, context, DedicationKind.Host, place, command.DomainId, command.Account);
            return await DedicationViews.Hosts(db, rows, command.Keyword).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
