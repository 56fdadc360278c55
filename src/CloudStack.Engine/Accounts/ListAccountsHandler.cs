using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListAccountsHandler(SettingsStore settings, AccountViews views) : IHandler<ListAccounts, ListResult<Account>>
{
    public Task<ListResult<Account>> HandleAsync(ListAccounts command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var caller = context.Caller;
            var accounts = db.Accounts.Where(row => row.Id != Identity.SystemAccountId && row.Type != AccountType.Project && row.Removed.IsNotSet());
            if (command.IsCleanupRequired is { } cleanup)
            {
                // What is still to be cleaned up belongs to accounts that are removed already.
                accounts = db.Accounts.Where(row => row.Id != Identity.SystemAccountId && row.Type != AccountType.Project && row.NeedsCleanup == cleanup
                    && (row.Removed.IsNotSet() || row.NeedsCleanup));
            }
            var domain = context.Row<DomainRow>(command.DomainId?.Value);
            if (domain is not null)
            {
                await AccessPolicy.CheckAsync(db, caller, domain, AccessType.Use, "domain");
                var path = domain.Path;
                accounts = command.IsRecursive == true
                    ? accounts.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path)))
                    : accounts.Where(row => row.DomainId == domain.Id);
            }
            if (context.Row<AccountRow>(command.Id?.Value) is { } one)
            {
                await AccessPolicy.CheckAsync(db, caller, one, AccessType.Use, "account");
                accounts = accounts.Where(row => row.Id == one.Id);
            }
            else if (!caller.IsRoot && !caller.IsDomainAdmin)
            {
                accounts = accounts.Where(row => row.Id == caller.AccountId);
            }
            else if (domain is null && command.ListAll != true)
            {
                accounts = accounts.Where(row => row.Id == caller.AccountId);
            }
            else if (!caller.IsRoot && domain is null)
            {
                var path = caller.DomainPath;
                accounts = accounts.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path)));
            }
            if (command.AccountType is { } number)
            {
                var type = (AccountType)number;
                accounts = Enum.IsDefined(type) ? accounts.Where(row => row.Type == type) : throw CloudStackException.Invalid($"accounttype cannot be {number}; it is 0 to 4.");
            }
            if (command.Name is { } name)
            {
                accounts = accounts.Where(row => row.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                accounts = accounts.Where(row => row.Name.Contains(keyword));
            }
            if (EnumParameter.ParseOptional<AccountState>("state", command.State) is { } state)
            {
                accounts = accounts.Where(row => row.State == state);
            }
            var page = await accounts.OrderBy(row => row.Id).PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<Account>(await views.ShowAsync(db, caller, page.Items), page.Count);
        }, ct);
}
