using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListTagsHandler(SettingsStore settings) : IHandler<ListTags, ListResult<ResourceTag>>
{
    public Task<ListResult<ResourceTag>> HandleAsync(ListTags command, CommandContext context, CancellationToken ct)
    {
        var kind = command.ResourceType is null ? null : TaggedResources.Parse(command.ResourceType);
        var resource = UuidParameter.ParseOptional("resourceid", command.ResourceId);
        return context.ReadAsync(async db =>
        {
            var tags = db.ResourceTags.Within(context.Scope, db);
            if (kind is not null)
            {
                tags = tags.Where(tag => tag.ResourceType == kind);
            }
            if (resource is { } uuid)
            {
                tags = tags.Where(tag => tag.ResourceUuid == uuid);
            }
            if (command.Key is { } key)
            {
                tags = tags.Where(tag => tag.Name == key);
            }
            if (command.Value is { } value)
            {
                tags = tags.Where(tag => tag.Value == value);
            }
            if (command.Customer is { } customer)
            {
                tags = tags.Where(tag => tag.Customer == customer);
            }
            if (command.Keyword is { } keyword)
            {
                tags = tags.Where(tag => tag.Name.Contains(keyword) || tag.Value.Contains(keyword));
            }
            var page = await tags.OrderBy(tag => tag.Id).PageAsync(TagViews.View, command, context, settings.Current.DefaultPageSize, ct);
            return page.Map(tag => tag.View);
        }, ct);
    }
}
