using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What holds for every project.</summary>
internal static class ProjectRules
{
    /// <summary>Makes everybody else wait who changes the project, its accounts or its invitations, until the transaction ends; and reads it.</summary>
    public static async Task<ProjectRow> LockAsync(Db db, long project)
    {
        await db.Projects.Where(row => row.Id == project).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        return await db.Projects.FirstAsync(row => row.Id == project);
    }

    /// <exception cref="CloudStackException">Another project of the domain has the name (431).</exception>
    public static async Task CheckNameFreeAsync(Db db, long domainId, string name)
    {
        var lower = name.ToLowerInvariant();
        if (await db.Projects.AnyAsync(row => row.DomainId == domainId && row.Name.ToLower() == lower && row.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"There is a project {name} in the domain already. Choose another name.");
        }
    }

    /// <exception cref="CloudStackException">It is suspended, or being made or deleted (431).</exception>
    public static void CheckActive(ProjectRow project, string what)
    {
        if (project.State != ProjectState.Active || project.Removed is not null)
        {
            throw CloudStackException.Invalid($"The project {project.Name} is {project.State}; {what} only while it is Active. {WayOut(project)}");
        }
    }

    /// <summary>Whoever owns a project cannot be deleted: somebody else must take it over first.</summary>
    /// <exception cref="CloudStackException">The account owns one (431).</exception>
    public static async Task CheckOwnsNoneAsync(Db db, AccountRow account)
    {
        var owned = await (from member in db.ProjectAccounts
                           join project in db.Projects on member.ProjectId equals project.Id
                           where member.AccountId == account.Id && member.Role == ProjectRole.Admin && project.Removed.IsNotSet()
                           orderby project.Id
                           select project.Name).ToListAsync();
        if (owned.Count > 0)
        {
            throw CloudStackException.Invalid($"The account {account.Name} owns the projects {string.Join(", ", owned)}. Give them to another account with updateProject, or delete them first.");
        }
    }

    public static string WayOut(ProjectRow project) =>
        project.State == ProjectState.Suspended ? "activateProject takes it back into use." : "It is being made or deleted; listProjects shows when that has ended.";

    /// <summary>An account by its name in the project's domain, whoever asks.</summary>
    /// <exception cref="CloudStackException">There is none (431).</exception>
    public static async Task<AccountRow> AccountAsync(Db db, ProjectRow project, string name) =>
        await db.Accounts.FirstOrDefaultAsync(row => row.DomainId == project.DomainId && row.Name == name && row.Removed.IsNotSet()
            && row.Type != AccountType.Project && row.Id != Identity.SystemAccountId)
        ?? throw CloudStackException.Invalid($"There is no account {name} in the domain of the project {project.Name}.");

    public static Task<ProjectAccountRow?> MemberAsync(Db db, long project, long account) =>
        db.ProjectAccounts.FirstOrDefaultAsync(row => row.ProjectId == project && row.AccountId == account);

    public static Task JoinAsync(Db db, ProjectRow project, long account, ProjectRole role, DateTimeOffset now) =>
        db.InsertAsync(new ProjectAccountRow { ProjectId = project.Id, AccountId = account, ProjectAccountId = project.AccountId, Role = role, Created = now });

    /// <summary>Ends a project whose account owns nothing any more, in the caller's transaction. May be repeated.</summary>
    public static async Task RemoveAsync(Db db, ResourceCounter counter, long id, DateTimeOffset now)
    {
        var project = await LockAsync(db, id);
        if (project.Removed is not null)
        {
            return;
        }
        var owner = await db.ProjectAccounts.Where(row => row.ProjectId == id && row.Role == ProjectRole.Admin)
            .Join(db.Accounts, row => row.AccountId, account => account.Id, (row, account) => new { account.Id, account.DomainId }).FirstOrDefaultAsync();
        if (owner is not null)
        {
            await counter.GiveBackAsync(db, owner.Id, owner.DomainId, ResourceType.Project);
        }
        await db.ProjectAccounts.Where(row => row.ProjectId == id).DeleteAsync();
        await db.ProjectInvitations.Where(row => row.ProjectId == id).DeleteAsync();
        await db.Projects.Where(row => row.Id == id).Set(row => row.State, ProjectState.Disabled).Set(row => row.Removed, now).UpdateAsync();
    }
}
