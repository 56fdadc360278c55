using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Projects as those whom a template or ISO is shared with: each stands for its account.</summary>
internal static class ProjectShares
{
    /// <summary>The accounts of projects that a command names.</summary>
    /// <exception cref="CloudStackException">One is in another domain than the owner (431), or the caller is not in it (531).</exception>
    public static async Task<List<long>> AccountsAsync(Db db, CommandContext context, IReadOnlyList<ProjectId> ids, long domainId)
    {
        List<long> accounts = [];
        foreach (var project in ids.Select(id => context.Row<ProjectRow>(id.Value)))
        {
            await AccessPolicy.CheckAsync(db, context.Caller, project, AccessType.Use, "project");
            if (project.DomainId != domainId)
            {
                throw CloudStackException.Invalid($"The project {project.Name} is in another domain than the owner. Nothing was changed.");
            }
            accounts.Add(project.AccountId);
        }
        return accounts;
    }

    /// <summary>The projects that may use a template or ISO.</summary>
    public static async Task<IReadOnlyList<ProjectId>> OfTemplateAsync(Db db, long template) =>
        await (from permission in db.TemplatePermissions
               join project in db.Projects on permission.AccountId equals project.AccountId
               where permission.TemplateId == template && project.Removed.IsNotSet()
               orderby project.Id
               select new ProjectId(project.Uuid)).ToListAsync();
}
