using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class ListOsCategoriesHandler(SettingsStore settings) : IHandler<ListOsCategories, ListResult<GuestOsCategory>>
{
    public Task<ListResult<GuestOsCategory>> HandleAsync(ListOsCategories command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db => Filter(db, command).PageAsync(command, context, settings.Current.DefaultPageSize, ct), ct);

    private static IQueryable<GuestOsCategory> Filter(Db db, ListOsCategories command)
    {
        IQueryable<GuestOsCategoryRow> categories = db.GuestOsCategories;
        if (command.Id is { } id)
        {
            categories = categories.Where(row => row.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            categories = categories.Where(row => row.Name == name);
        }
        if (command.Keyword is { } keyword)
        {
            categories = categories.Where(row => row.Name.Contains(keyword));
        }
        return categories.OrderBy(row => row.Id).Select(row => new GuestOsCategory { Id = new GuestOsCategoryId(row.Uuid), Name = row.Name });
    }
}
