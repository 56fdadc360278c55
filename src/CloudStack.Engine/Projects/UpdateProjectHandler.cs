using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateProjectHandler(ResourceCounter counter) : IHandler<UpdateProject, Project>
{
    public Task<Project> HandleAsync(UpdateProject command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<ProjectRow>(command.Id.Value).Id;
        return context.WriteAsync(async db =>
        {
            var project = await ProjectRules.LockAsync(db, id);
            if (command.DisplayText is { } text)
            {
                await db.Projects.Where(row => row.Id == id).Set(row => row.DisplayText, text).UpdateAsync();
            }
            if (command.Account is { } name)
            {
                await GiveToAsync(db, project, await ProjectRules.AccountAsync(db, project, name));
            }
            return await ProjectViews.ReadAsync(db, id);
        }, ct);
    }

    private async Task GiveToAsync(Db db, ProjectRow project, AccountRow account)
    {
        var future = await ProjectRules.MemberAsync(db, project.Id, account.Id)
            ?? throw CloudStackException.Invalid($"The account {account.Name} is not in the project {project.Name}. Add it with addAccountToProject first.");
        if (future.Role == ProjectRole.Admin)
        {
            return;
        }
        var owner = await Owner.ReadAsync(db, account.Id);
        await counter.TakeAsync(db, owner.AccountId, owner.AccountType, owner.DomainId, ResourceType.Project);
        var old = await db.ProjectAccounts.Where(row => row.ProjectId == project.Id && row.Role == ProjectRole.Admin).Select(row => (long?)row.AccountId).FirstOrDefaultAsync();
        if (old is { } before)
        {
            await counter.GiveBackAsync(db, before, project.DomainId, ResourceType.Project);
            await SetAsync(db, project.Id, before, ProjectRole.Regular);
        }
        await SetAsync(db, project.Id, account.Id, ProjectRole.Admin);
    }

    private static Task SetAsync(Db db, long project, long account, ProjectRole role) =>
        db.ProjectAccounts.Where(row => row.ProjectId == project && row.AccountId == account).Set(row => row.Role, role).UpdateAsync();
}
