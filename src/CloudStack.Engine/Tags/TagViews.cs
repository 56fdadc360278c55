using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Tags as clients see them.</summary>
internal static class TagViews
{
    /// <summary>The tags of a page of resources, by the number of the resource; without an entry where there are none.</summary>
    public static async Task<Dictionary<long, List<ResourceTag>>> ByResourceAsync(Db db, string resourceType, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var tagged = await db.ListAsync<ResourceTagRow>(nameof(ResourceTagRow.ResourceId), ids);
        if (!tagged.Exists(row => row.ResourceType == resourceType))
        {
            return [];
        }
        var found = await db.ResourceTags.Where(row => row.ResourceType == resourceType && ids.Contains(row.ResourceId)).WithNumbers(db).ToListAsync();
        return found.GroupBy(tag => tag.ResourceNumber).ToDictionary(group => group.Key, group => group.Select(tag => tag.View).ToList());
    }

    /// <summary>The view of each row, as part of the query.</summary>
    public static IQueryable<ResourceTag> AsTags(this IQueryable<ResourceTagRow> tags, Db db) => tags.WithNumbers(db).Select(tag => tag.View);

    private static IQueryable<Tagged> WithNumbers(this IQueryable<ResourceTagRow> tags, Db db) =>
        from row in tags
        join account in db.Accounts on row.AccountId equals account.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        orderby row.Id
        select new Tagged(row.ResourceId, new ResourceTag
        {
            Key = row.Name,
            Value = row.Value,
            ResourceType = row.ResourceType,
            ResourceId = row.ResourceUuid,
            Account = project == null ? account.Name : null,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            Customer = row.Customer,
        });

    /// <summary>A tag with the number of what carries it.</summary>
    private sealed record Tagged(long ResourceNumber, ResourceTag View);
}
