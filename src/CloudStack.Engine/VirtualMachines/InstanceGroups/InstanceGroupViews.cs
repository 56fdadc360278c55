using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Instance groups as clients see them.</summary>
internal static class InstanceGroupViews
{
    /// <summary>The view of each row, as part of the query.</summary>
    public static IQueryable<InstanceGroup> AsGroups(this IQueryable<InstanceGroupRow> groups, Db db) =>
        from row in groups
        join account in db.Accounts on row.AccountId equals account.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        orderby row.Id
        select new InstanceGroup
        {
            Id = new InstanceGroupId(row.Uuid),
            Name = row.Name,
            Created = row.Created,
            Account = project == null ? account.Name : null,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
        };

    /// <exception cref="CloudStackException">The name is blank, or another group of the account has it (431).</exception>
    public static async Task CheckNameAsync(Db db, long account, string name, long except = 0)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw CloudStackException.Invalid("name must not be blank.");
        }
        if (await db.InstanceGroups.AnyAsync(row => row.AccountId == account && row.Name == name && row.Removed.IsNotSet() && row.Id != except))
        {
            throw CloudStackException.Invalid($"The account has an instance group {name} already. Choose another name.");
        }
    }
}
