namespace CloudStack.Engine;

internal sealed class ListTrafficTypesHandler(SettingsStore settings) : IHandler<ListTrafficTypes, ListResult<TrafficTypeEntry>>
{
    public Task<ListResult<TrafficTypeEntry>> HandleAsync(ListTrafficTypes command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var physical = context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId.Value);
            var rows = db.TrafficTypes.Where(row => row.PhysicalNetworkId == physical.Id);
            if (command.Keyword is { } keyword)
            {
                rows = rows.Where(row => row.TrafficType.Contains(keyword));
            }
            return rows.AsTrafficTypes(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
