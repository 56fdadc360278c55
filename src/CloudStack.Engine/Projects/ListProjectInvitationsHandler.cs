using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListProjectInvitationsHandler(ProjectInvitations source, SettingsStore settings) : IHandler<ListProjectInvitations, ListResult<ProjectInvitation>>
{
    public Task<ListResult<ProjectInvitation>> HandleAsync(ListProjectInvitations command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var invitations = Filter(db, await VisibleAsync(db, command, context), command);
            return await invitations.AsInvitations(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);

    /// <summary>Those for an account; of a project, all of them for those who are in it or above it.</summary>
    private static async Task<IQueryable<ProjectInvitationRow>> VisibleAsync(Db db, ListProjectInvitations command, CommandContext context)
    {
        var (scope, caller) = (context.Scope, context.Caller);
        IQueryable<ProjectInvitationRow> rows = db.ProjectInvitations;
        if (context.Row<ProjectRow>(command.ProjectId?.Value) is { } project)
        {
            rows = rows.Where(row => row.ProjectId == project.Id);
            if (command.Account is null && await AccessPolicy.AllowsAsync(db, caller, project, AccessType.Use))
            {
                return rows;
            }
        }
        if (scope.MemberId is { } member)
        {
            return rows.Where(row => row.AccountId == scope.AccountId
                || db.ProjectAccounts.Any(found => found.ProjectId == row.ProjectId && found.AccountId == member));
        }
        if (scope.AccountId is { } account)
        {
            return rows.Where(row => row.AccountId == account);
        }
        if (scope.DomainId is { } domain)
        {
            return rows.Where(row => row.DomainId == domain);
        }
        return scope.DomainPath is { } path ? rows.Where(row => db.Domains.Any(found => found.Id == row.DomainId && found.Path.StartsWith(path))) : rows;
    }

    private IQueryable<ProjectInvitationRow> Filter(Db db, IQueryable<ProjectInvitationRow> rows, ListProjectInvitations command)
    {
        if (command.Id is { } id)
        {
            rows = rows.Where(row => row.Uuid == id.Value);
        }
        if (EnumParameter.ParseOptional<ProjectInvitationState>("state", command.State) is { } state)
        {
            rows = rows.Where(row => row.State == state);
        }
        if (command.ActiveOnly == true)
        {
            var oldest = source.OldestGood;
            rows = rows.Where(row => row.State == ProjectInvitationState.Pending && row.Created > oldest);
        }
        if (command.Keyword is { } keyword)
        {
            rows = rows.Where(row => row.Email!.Contains(keyword) || db.Projects.Any(project => project.Id == row.ProjectId && project.Name.Contains(keyword))
                || db.Accounts.Any(account => account.Id == row.AccountId && account.Name.Contains(keyword)));
        }
        return rows;
    }
}
