namespace CloudStack.Engine;

internal sealed class ListNetworkServiceProvidersHandler(SettingsStore settings)
    : IHandler<ListNetworkServiceProviders, ListResult<NetworkServiceProvider>>
{
    public Task<ListResult<NetworkServiceProvider>> HandleAsync(ListNetworkServiceProviders command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var rows = db.NetworkServiceProviders.Where(row => row.Removed.IsNotSet());
            if (command.Name is { } name)
            {
                rows = rows.Where(row => row.Name == name);
            }
            if (context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId?.Value) is { } physical)
            {
                rows = rows.Where(row => row.PhysicalNetworkId == physical.Id);
            }
            if (EnumParameter.ParseOptional<NetworkServiceProviderState>("state", command.State) is { } state)
            {
                rows = rows.Where(row => row.State == state);
            }
            if (command.Keyword is { } keyword)
            {
                rows = rows.Where(row => row.Name.Contains(keyword));
            }
            return rows.AsProviders(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
