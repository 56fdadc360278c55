using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Which accounts' things a list shows (4.1's owner filters): one account, one domain, a domain with those below it, or everything.
/// </summary>
internal sealed record ListScope(long? AccountId, long? DomainId, string? DomainPath)
{
    public static ListScope Everything { get; } = new(null, null, null);

    /// <summary>From a list command's account, domainid, listall and isrecursive; <paramref name="namesOne"/> when it asks for one entity by its id.</summary>
    public static async Task<ListScope> ResolveAsync(Db db, Identity caller, IOwnerFiltered filter, DomainRow? domain, bool namesOne)
    {
        if (filter.Account is not null)
        {
            // A list looks in the caller's domain when it does not say in which.
            domain ??= await db.Domains.FirstAsync(row => row.Id == caller.DomainId);
            var owner = await Owner.ResolveAsync(db, caller, filter.Account, domain, AccessType.Use);
            return new(owner.AccountId, null, null);
        }
        if (domain is not null)
        {
            await AccessPolicy.CheckAsync(db, caller, domain, AccessType.Use, "domain");
            if (!caller.IsRoot && !caller.IsDomainAdmin)
            {
                return new(caller.AccountId, null, null);
            }
            return filter.IsRecursive == true ? new(null, null, domain.Path) : new(null, domain.Id, null);
        }
        if (filter.ListAll == true || namesOne)
        {
            return caller.IsRoot ? Everything : caller.IsDomainAdmin ? new(null, null, caller.DomainPath) : new(caller.AccountId, null, null);
        }
        return new(caller.AccountId, null, null);
    }
}

internal static class ListScopeQueries
{
    /// <summary>Keeps the rows that a list may show.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, ListScope scope, Db db) where T : class, IOwnedRow
    {
        if (scope.AccountId is { } account)
        {
            return rows.Where(row => row.AccountId == account);
        }
        if (scope.DomainId is { } domain)
        {
            return rows.Where(row => row.DomainId == domain);
        }
        if (scope.DomainPath is { } path)
        {
            return rows.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path)));
        }
        return rows;
    }

    /// <summary>The same for the accounts themselves.</summary>
    public static IQueryable<AccountRow> AccountsWithin(this IQueryable<AccountRow> accounts, ListScope scope, Db db)
    {
        if (scope.AccountId is { } account)
        {
            return accounts.Where(row => row.Id == account);
        }
        if (scope.DomainId is { } domain)
        {
            return accounts.Where(row => row.DomainId == domain);
        }
        if (scope.DomainPath is { } path)
        {
            return accounts.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path)));
        }
        return accounts;
    }
}
