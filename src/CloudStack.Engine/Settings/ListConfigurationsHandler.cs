namespace CloudStack.Engine;

/// <summary>Settings of the categories Hidden and Secure are not listed. Settings that another server has just changed are seen.</summary>
internal sealed class ListConfigurationsHandler(SettingsStore settings) : IHandler<ListConfigurations, ListResult<Configuration>>
{
    public async Task<ListResult<Configuration>> HandleAsync(ListConfigurations command, CommandContext context, CancellationToken ct)
    {
        await context.ReadAsync(db => settings.RefreshAsync(db, ct), ct);
        var found = settings.Definitions.Where(definition => !definition.IsSecret
            && (command.Category is null || string.Equals(definition.Category, command.Category, StringComparison.OrdinalIgnoreCase))
            && (command.Name is null || string.Equals(definition.Name, command.Name, StringComparison.OrdinalIgnoreCase))
            && (command.Keyword is null || Mentions(definition, command.Keyword)));
        var page = await found.AsQueryable().PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
        return page.Map(definition => definition.AsConfiguration(settings));
    }

    private static bool Mentions(SettingDefinition definition, string keyword) =>
        definition.Name.Contains(keyword, StringComparison.OrdinalIgnoreCase)
        || definition.Description.Contains(keyword, StringComparison.OrdinalIgnoreCase)
        || definition.Component.Contains(keyword, StringComparison.OrdinalIgnoreCase);
}
