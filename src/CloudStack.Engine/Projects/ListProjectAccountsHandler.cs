using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListProjectAccountsHandler(SettingsStore settings, UserViews users) : IHandler<ListProjectAccounts, ListResult<ProjectAccount>>
{
    public Task<ListResult<ProjectAccount>> HandleAsync(ListProjectAccounts command, CommandContext context, CancellationToken ct)
    {
        var project = context.Row<ProjectRow>(command.ProjectId.Value);
        var role = EnumParameter.ParseOptional<ProjectRole>("role", command.Role);
        return context.ReadAsync(async db =>
        {
            var members = from member in db.ProjectAccounts
                          join account in db.Accounts on member.AccountId equals account.Id
                          join domain in db.Domains on account.DomainId equals domain.Id
                          where member.ProjectId == project.Id
                          orderby member.Id
                          select new { member.Role, Account = account, Domain = domain };
            if (command.Account is { } name)
            {
                members = members.Where(row => row.Account.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                members = members.Where(row => row.Account.Name.Contains(keyword));
            }
            if (role is { } wanted)
            {
                members = members.Where(row => row.Role == wanted);
            }
            var page = await members.PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            var ids = page.Items.Select(row => row.Account.Id).ToArray();
            var found = (await UserViews.Find(db, db.Users.Where(user => ids.Contains(user.AccountId) && user.Removed.IsNotSet())).ToListAsync(ct))
                .ToLookup(user => user.Account.Id);
            return page.Map(row => new ProjectAccount
            {
                ProjectId = command.ProjectId,
                Project = project.Name,
                AccountId = new AccountId(row.Account.Uuid),
                Account = row.Account.Name,
                AccountType = (short)row.Account.Type,
                Role = row.Role.ToString(),
                DomainId = new DomainId(row.Domain.Uuid),
                Domain = row.Domain.Name,
                User = [.. found[row.Account.Id].Select(user => users.Show(user, context.Caller))],
            });
        }, ct);
    }
}
