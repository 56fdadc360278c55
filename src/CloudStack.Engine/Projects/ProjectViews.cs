using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Projects as clients see them.</summary>
internal static class ProjectViews
{
    /// <summary>The view of each row, as part of the query; tags are added by <see cref="WithTagsAsync"/>.</summary>
    public static IQueryable<ProjectView> AsProjects(this IQueryable<ProjectRow> projects, Db db) =>
        from project in projects
        join domain in db.Domains on project.DomainId equals domain.Id
        from member in db.ProjectAccounts.Where(row => row.ProjectId == project.Id && row.Role == ProjectRole.Admin).DefaultIfEmpty()
        from owner in db.Accounts.Where(row => row.Id == member.AccountId).DefaultIfEmpty()
        orderby project.Id
        select new ProjectView(project.Id, new Project
        {
            Id = new ProjectId(project.Uuid),
            Name = project.Name,
            DisplayText = project.DisplayText,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            Account = owner == null ? null : owner.Name,
            State = project.State,
        });

    public static async Task<IReadOnlyList<Project>> WithTagsAsync(Db db, IReadOnlyList<ProjectView> page)
    {
        var tags = await TagViews.ByResourceAsync(db, "Project", [.. page.Select(project => project.Id)]);
        return [.. page.Select(project => project.View with { Tags = tags.GetValueOrDefault(project.Id) ?? [] })];
    }

    public static async Task<Project> ReadAsync(Db db, long id) =>
        (await WithTagsAsync(db, [await db.Projects.Where(row => row.Id == id).AsProjects(db).FirstAsync()]))[0];
}

/// <summary>A view with the number of its row, by which tags are found.</summary>
internal sealed record ProjectView(long Id, Project View);
