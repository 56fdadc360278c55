using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListRegionsHandler(SettingsStore settings) : IHandler<ListRegions, ListResult<Region>>
{
    public Task<ListResult<Region>> HandleAsync(ListRegions command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            IQueryable<RegionRow> regions = db.Regions;
            if (command.Id is { } id)
            {
                regions = regions.Where(row => row.Number == id);
            }
            if (command.Name is { } name)
            {
                regions = regions.Where(row => row.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                regions = regions.Where(row => row.Name.Contains(keyword));
            }
            return regions.OrderBy(row => row.Number).Select(row => new Region { Id = row.Number, Name = row.Name, Endpoint = row.Endpoint })
                .PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
