using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Whose something is to be.</summary>
internal sealed record Owner(long AccountId, Guid AccountUuid, string AccountName, AccountType AccountType, AccountState State, long DomainId, string DomainPath)
{
    public static Owner Of(Identity caller) =>
        new(caller.AccountId, caller.AccountUuid, caller.AccountName, caller.AccountType, AccountState.Enabled, caller.DomainId, caller.DomainPath);

    /// <summary>The account that a command names, that of the project that it names, or the caller's own.</summary>
    /// <exception cref="CloudStackException">There is no such account, or both are named (431), or the caller may not act for it (531).</exception>
    public static async Task<Owner> ResolveAsync(Db db, Identity caller, string? account, DomainRow? domain, ProjectRow? project = null,
        AccessType access = AccessType.Modify)
    {
        if (project is not null)
        {
            CheckOne(account);
            await AccessPolicy.CheckAsync(db, caller, project, AccessType.Use, "project");
            return project.State == ProjectState.Active && project.Removed is null ? await ReadAsync(db, project.AccountId)
                : throw CloudStackException.Denied($"The project {project.Name} is {project.State}; nothing can be added to it. {ProjectRules.WayOut(project)}");
        }
        if (account is null)
        {
            return Of(caller);
        }
        if (domain is null)
        {
            throw CloudStackException.Invalid($"The account {account} needs its domain: give domainid too.");
        }
        var found = await db.Accounts.FirstOrDefaultAsync(row => row.DomainId == domain.Id && row.Name == account && row.Removed.IsNotSet()
            && row.Type != AccountType.Project)
            ?? throw CloudStackException.Invalid($"There is no account {account} in the domain {domain.Name}.");
        await AccessPolicy.CheckAsync(db, caller, found, access, "account");
        return new(found.Id, found.Uuid, found.Name, found.Type, found.State, domain.Id, domain.Path);
    }

    /// <summary>For commands that name a project: they cannot name an account too.</summary>
    /// <exception cref="CloudStackException">They do (431).</exception>
    public static void CheckOne(string? account)
    {
        if (account is not null)
        {
            throw CloudStackException.Invalid("account and projectid name two owners. Give one of them.");
        }
    }

    /// <summary>By number, for work that goes on after the call.</summary>
    public static async Task<Owner> ReadAsync(Db db, long accountId) =>
        await (from account in db.Accounts
               join domain in db.Domains on account.DomainId equals domain.Id
               where account.Id == accountId
               select new Owner(account.Id, account.Uuid, account.Name, account.Type, account.State, domain.Id, domain.Path)).FirstAsync();
}
