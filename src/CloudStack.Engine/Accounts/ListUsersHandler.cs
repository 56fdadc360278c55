using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListUsersHandler(SettingsStore settings, UserViews views) : IHandler<ListUsers, ListResult<User>>
{
    public Task<ListResult<User>> HandleAsync(ListUsers command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var accounts = db.Accounts.Where(row => row.Id != Identity.SystemAccountId && row.Type != AccountType.Project).AccountsWithin(context.Scope, db);
            if (command.AccountType is { } number)
            {
                var type = (AccountType)number;
                accounts = Enum.IsDefined(type) ? accounts.Where(row => row.Type == type) : throw CloudStackException.Invalid($"accounttype cannot be {number}; it is 0 to 4.");
            }
            var users = db.Users.Where(user => user.Removed.IsNotSet() && accounts.Any(account => account.Id == user.AccountId));
            if (command.Id is { } id)
            {
                users = users.Where(user => user.Uuid == id.Value);
            }
            if (command.UserName is { } name)
            {
                users = users.Where(user => user.UserName == name);
            }
            if (EnumParameter.ParseOptional<AccountState>("state", command.State) is { } state)
            {
                users = users.Where(user => user.State == state);
            }
            if (command.Keyword is { } keyword)
            {
                users = users.Where(user => user.UserName.Contains(keyword) || user.FirstName!.Contains(keyword) || user.LastName!.Contains(keyword)
                    || user.Email!.Contains(keyword));
            }
            var page = await UserViews.Find(db, users).PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return page.Map(found => views.Show(found, context.Caller));
        }, ct);
}
