using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Events as clients see them, the newest first.</summary>
internal static class EventViews
{
    public static readonly RowView<EventRow, Event> View = new((events, db) =>
        from row in events
        from user in db.Users.Where(found => found.Id == row.UserId).DefaultIfEmpty()
        from account in db.Accounts.Where(found => found.Id == row.AccountId).DefaultIfEmpty()
        from domain in db.Domains.Where(found => found.Id == row.DomainId).DefaultIfEmpty()
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        from parent in db.Events.Where(found => found.Id == row.StartId).DefaultIfEmpty()
        orderby row.Created descending, row.Id descending
        select new Event
        {
            Id = new EventId(row.Uuid),
            UserName = user == null ? null : user.UserName,
            Type = row.Type,
            Level = row.Level,
            Description = row.Description,
            Account = account == null || project != null ? null : account.Name,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = domain == null ? null : new DomainId(domain.Uuid),
            Domain = domain == null ? null : domain.Name,
            Created = row.Created,
            State = row.State,
            ParentId = parent == null ? null : new EventId(parent.Uuid),
        });
}
