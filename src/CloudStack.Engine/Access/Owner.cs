using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Whose something is to be.</summary>
internal sealed record Owner(long AccountId, Guid AccountUuid, string AccountName, AccountType AccountType, AccountState State, long DomainId, string DomainPath)
{
    public static Owner Of(Identity caller) =>
        new(caller.AccountId, caller.AccountUuid, caller.AccountName, caller.AccountType, AccountState.Enabled, caller.DomainId, caller.DomainPath);

    /// <summary>The account that a command names, or the caller's own.</summary>
    /// <exception cref="CloudStackException">There is no such account (431), or the caller may not act for it (531).</exception>
    public static async Task<Owner> ResolveAsync(Db db, Identity caller, string? account, DomainRow? domain,
        AccessType access = AccessType.Modify)
    {
        if (account is null)
        {
            return Of(caller);
        }
        if (domain is null)
        {
            throw CloudStackException.Invalid($"The account {account} needs its domain: give domainid too.");
        }
        var found = await db.Accounts.FirstOrDefaultAsync(row => row.DomainId == domain.Id && row.Name == account && row.Removed.IsNotSet())
            ?? throw CloudStackException.Invalid($"There is no account {account} in the domain {domain.Name}.");
        await AccessPolicy.CheckAsync(db, caller, found, access, "account");
        return new(found.Id, found.Uuid, found.Name, found.Type, found.State, domain.Id, domain.Path);
    }

    /// <summary>By number, for work that goes on after the call.</summary>
    public static async Task<Owner> ReadAsync(Db db, long accountId) =>
        await (from account in db.Accounts
               join domain in db.Domains on account.DomainId equals domain.Id
               where account.Id == accountId
               select new Owner(account.Id, account.Uuid, account.Name, account.Type, account.State, domain.Id, domain.Path)).FirstAsync();
}
