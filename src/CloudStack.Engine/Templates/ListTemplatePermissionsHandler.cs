using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListTemplatePermissionsHandler : IHandler<ListTemplatePermissions, TemplatePermissions>
{
    public Task<TemplatePermissions> HandleAsync(ListTemplatePermissions command, CommandContext context, CancellationToken ct)
    {
        var template = TemplateAccess.NotIso(context.Row<TemplateRow>(command.Id.Value));
        return context.ReadAsync(async db => new TemplatePermissions
        {
            Id = command.Id,
            IsPublic = template.IsPublic,
            DomainId = context.Caller.IsRoot || context.Caller.IsDomainAdmin
                ? new DomainId(await db.Domains.Where(row => row.Id == template.DomainId).Select(row => row.Uuid).FirstAsync(ct)) : null,
            Account = await (from permission in db.TemplatePermissions
                             join account in db.Accounts on permission.AccountId equals account.Id
                             where permission.TemplateId == template.Id && account.Removed.IsNotSet() && account.Type != AccountType.Project
                             orderby account.Name
                             select account.Name).ToListAsync(ct),
            ProjectIds = await ProjectShares.OfTemplateAsync(db, template.Id),
        }, ct);
    }
}
