using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Invitations as clients see them. The token is for the reader of the e-mail only.</summary>
internal static class ProjectInvitationViews
{
    public static IQueryable<ProjectInvitation> AsInvitations(this IQueryable<ProjectInvitationRow> invitations, Db db) =>
        from row in invitations
        join project in db.Projects on row.ProjectId equals project.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from account in db.Accounts.Where(found => found.Id == row.AccountId).DefaultIfEmpty()
        orderby row.Id
        select new ProjectInvitation
        {
            Id = new ProjectInvitationId(row.Uuid),
            ProjectId = new ProjectId(project.Uuid),
            Project = project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            Account = account == null ? null : account.Name,
            Email = row.Email,
            State = row.State,
        };
}
