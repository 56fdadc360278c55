namespace CloudStack.Engine;

internal sealed class ListAffinityGroupTypesHandler(SettingsStore settings) : IHandler<ListAffinityGroupTypes, ListResult<AffinityGroupType>>
{
    public Task<ListResult<AffinityGroupType>> HandleAsync(ListAffinityGroupTypes command, CommandContext context, CancellationToken ct) =>
        AffinityTypes.Names.Where(name => command.Keyword is null || name.Contains(command.Keyword, StringComparison.OrdinalIgnoreCase))
            .Select(name => new AffinityGroupType { Type = name })
            .ToList().AsQueryable().PageAsync(command, context, settings.Current.DefaultPageSize, ct);
}
