using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListInstanceGroupsHandler(SettingsStore settings) : IHandler<ListInstanceGroups, ListResult<InstanceGroup>>
{
    public Task<ListResult<InstanceGroup>> HandleAsync(ListInstanceGroups command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var groups = db.InstanceGroups.Where(group => group.Removed.IsNotSet()).Within(context.Scope, db);
            if (command.Id is { } id)
            {
                groups = groups.Where(group => group.Uuid == id.Value);
            }
            if (command.Name is { } name)
            {
                groups = groups.Where(group => group.Name.Contains(name));
            }
            if (command.Keyword is { } keyword)
            {
                groups = groups.Where(group => group.Name.Contains(keyword));
            }
            return groups.AsGroups(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
