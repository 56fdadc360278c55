using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class ListOsTypesHandler(SettingsStore settings) : IHandler<ListOsTypes, ListResult<GuestOs>>
{
    public Task<ListResult<GuestOs>> HandleAsync(ListOsTypes command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db => Filter(db, command)
            .PageAsync(command, context, settings.Current.DefaultPageSize, ct), ct);

    private static IQueryable<GuestOs> Filter(Db db, ListOsTypes command)
    {
        var types = db.GuestOsTypes.Where(row => row.Removed.IsNotSet());
        if (command.Id is { } id)
        {
            types = types.Where(row => row.Uuid == id.Value);
        }
        if (command.OsCategoryId is { } category)
        {
            types = types.Where(row => db.GuestOsCategories.Any(other => other.Id == row.CategoryId && other.Uuid == category.Value));
        }
        if (command.Description is { } description)
        {
            types = types.Where(row => row.Name == description);
        }
        if (command.Keyword is { } keyword)
        {
            types = types.Where(row => row.Name.Contains(keyword));
        }
        return from type in types
               join kind in db.GuestOsCategories on type.CategoryId equals kind.Id
               orderby type.Name, type.Id
               select new GuestOs { Id = new GuestOsId(type.Uuid), OsCategoryId = new GuestOsCategoryId(kind.Uuid), Description = type.Name };
    }
}
