using System.Linq.Expressions;
using System.Runtime.InteropServices;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Tags as clients see them.</summary>
internal static class TagViews
{
    private static readonly Expression<Func<IQueryable<ResourceTagRow>, Db, IQueryable<TagView>>> Views = (tags, db) =>
        from row in tags
        join account in db.Accounts on row.AccountId equals account.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        orderby row.Id
        select new TagView(row.ResourceId, new ResourceTag
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

    private static readonly RowView<ResourceTagRow, TagView> ByResource = new(Views, tag => tag.ResourceId);

    /// <summary>Tags by their numbers.</summary>
    public static readonly RowView<ResourceTagRow, TagView> View = new(Views);

    /// <summary>The tags of a page of resources, by the number of the resource; without an entry where there are none.</summary>
    public static async Task<Dictionary<long, List<ResourceTag>>> ByResourceAsync(Db db, string resourceType, IReadOnlyCollection<long> ids)
    {
        Dictionary<long, List<ResourceTag>> found = [];
        foreach (var (number, tag) in await ByResource.ReadAsync(db, ids))
        {
            if (tag.ResourceType == resourceType)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(found, number, out _) ??= []).Add(tag);
            }
        }
        return found;
    }
}

/// <summary>A tag with the number of what carries it.</summary>
internal sealed record TagView(long ResourceNumber, ResourceTag View);
