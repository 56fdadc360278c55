using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What holds for every account and user.</summary>
internal static class AccountRules
{
    public static void CheckNotBlank(string name, string? text)
    {
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            throw CloudStackException.Invalid($"{name} must not be blank.");
        }
    }

    /// <exception cref="CloudStackException">The type does not exist, does not fit the domain (431), or the caller may not make such an account (531).</exception>
    public static AccountType CheckType(short number, Identity caller, long domainId, string domain)
    {
        var type = (AccountType)number;
        if (!Enum.IsDefined(type) || type == AccountType.Project)
        {
            throw CloudStackException.Invalid(
                $"accounttype cannot be {number}; it is 0 (user), 1 (root admin), 2 (domain admin), 3 (resource domain admin) or 4 (read-only admin).");
        }
        if (type == AccountType.Admin && domainId != Identity.RootDomainId)
        {
            throw CloudStackException.Invalid($"An account of type 1 is a root administrator and lives in the domain ROOT, not in {domain}.");
        }
        if (type == AccountType.Admin && !caller.IsRoot)
        {
            throw CloudStackException.Denied($"{caller.AccountName} may not make root administrators; a root administrator may.");
        }
        return type;
    }

    /// <exception cref="CloudStackException">Another user of the domain has the name (431).</exception>
    public static async Task CheckUserNameFreeAsync(Db db, long domainId, string userName, long except = 0)
    {
        var lower = userName.ToLowerInvariant();
        if (await (from user in db.Users
                   join account in db.Accounts on user.AccountId equals account.Id
                   where account.DomainId == domainId && user.UserName.ToLower() == lower && user.Removed.IsNotSet() && user.Id != except
                   select user).AnyAsync())
        {
            throw CloudStackException.Invalid($"There is a user {userName} in the domain already. Choose another user name.");
        }
    }

    /// <exception cref="CloudStackException">Another account of the domain has the name (431).</exception>
    public static async Task CheckNameFreeAsync(Db db, long domainId, string name, long except = 0)
    {
        var lower = name.ToLowerInvariant();
        if (await db.Accounts.AnyAsync(row => row.DomainId == domainId && row.Name.ToLower() == lower && row.Removed.IsNotSet() && row.Id != except))
        {
            throw CloudStackException.Invalid($"There is an account {name} in the domain already. Choose another name.");
        }
    }

    /// <summary>The system's own account and its first administrator keep the cloud running.</summary>
    /// <exception cref="CloudStackException">It is one of them (431).</exception>
    public static void CheckNotBuiltIn(AccountRow account, string action)
    {
        if (account.Id is Identity.SystemAccountId or Identity.AdminAccountId)
        {
            throw CloudStackException.Invalid($"The account {account.Name} belongs to the system and cannot be {action}.");
        }
    }

    /// <exception cref="CloudStackException">It is one of the system's users (431).</exception>
    public static void CheckNotBuiltIn(UserRow user, string action)
    {
        if (user.Id is Identity.SystemUserId or Identity.AdminUserId)
        {
            throw CloudStackException.Invalid($"The user {user.UserName} belongs to the system and cannot be {action}.");
        }
    }

    /// <summary>The account that a command means: by id, or by its name in a domain.</summary>
    /// <exception cref="CloudStackException">It is not said, or there is none (431), or the caller may not change it (531).</exception>
    public static async Task<AccountRow> FindAsync(Db db, CommandContext context, AccountId? id, string? name, DomainId? domainId)
    {
        if ((id is null) == (name is null))
        {
            throw CloudStackException.Invalid("Say which account: give either id, or account together with domainid.");
        }
        if (id is { } given)
        {
            var row = context.Row<AccountRow>(given.Value);
            return row.Type == AccountType.Project ? throw CloudStackException.Invalid($"There is no account with id {given}.") : row;
        }
        var domain = context.Row<DomainRow>(domainId?.Value) ?? throw CloudStackException.Invalid($"The account {name} needs its domain: give domainid too.");
        return await FindAsync(db, context.Caller, name!, domain.Id, domain.Name, AccessType.Modify);
    }

    /// <summary>The account of a name in a domain.</summary>
    public static async Task<AccountRow> FindAsync(Db db, Identity caller, string name, long domainId, string domainName, AccessType access)
    {
        var row = await db.Accounts.FirstOrDefaultAsync(account => account.DomainId == domainId && account.Name == name && account.Removed.IsNotSet()
            && account.Type != AccountType.Project)
            ?? throw CloudStackException.Invalid($"There is no account {name} in the domain {domainName}.");
        await AccessPolicy.CheckAsync(db, caller, row, access, "account");
        return row;
    }
}
