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
        var rows = db.ResourceTags.Where(row => row.ResourceType == resourceType && ids.Contains(row.ResourceId));
        var found = await (from row in rows
                           join account in db.Accounts on row.AccountId equals account.Id
                           join domain in db.Domains on row.DomainId equals domain.Id
                           orderby row.Id
                           select new { Row = row, Account = account.Name, DomainUuid = domain.Uuid, Domain = domain.Name }).ToListAsync();
        return found.GroupBy(tag => tag.Row.ResourceId).ToDictionary(group => group.Key, group => group.Select(tag => new ResourceTag
        {
            Key = tag.Row.Name,
            Value = tag.Row.Value,
            ResourceType = tag.Row.ResourceType,
            ResourceId = tag.Row.ResourceUuid,
            Account = tag.Account,
            DomainId = new DomainId(tag.DomainUuid),
            Domain = tag.Domain,
            Customer = tag.Row.Customer,
        }).ToList());
    }

    /// <summary>The view of each row, as part of the query.</summary>
    public static IQueryable<ResourceTag> AsTags(this IQueryable<ResourceTagRow> tags, Db db) =>
        from row in tags
        join account in db.Accounts on row.AccountId equals account.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        orderby row.Id
        select new ResourceTag
        {
            Key = row.Name,
            Value = row.Value,
            ResourceType = row.ResourceType,
            ResourceId = row.ResourceUuid,
            Account = account.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            Customer = row.Customer,
        };
}
