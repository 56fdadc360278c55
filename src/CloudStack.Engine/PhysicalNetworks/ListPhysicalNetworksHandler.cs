namespace CloudStack.Engine;

internal sealed class ListPhysicalNetworksHandler(SettingsStore settings) : IHandler<ListPhysicalNetworks, ListResult<PhysicalNetwork>>
{
    public Task<ListResult<PhysicalNetwork>> HandleAsync(ListPhysicalNetworks command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var rows = db.PhysicalNetworks.Where(row => row.Removed.IsNotSet());
            if (command.Id is { } id)
            {
                rows = rows.Where(row => row.Uuid == id.Value);
            }
            if (command.Name is { } name)
            {
                rows = rows.Where(row => row.Name == name);
            }
            if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
            {
                rows = rows.Where(row => row.ZoneId == zone.Id);
            }
            if (command.Keyword is { } keyword)
            {
                rows = rows.Where(row => row.Name.Contains(keyword));
            }
            return rows.AsPhysicalNetworks(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
