using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Keeps of some rows those that a list may show.</summary>
internal static class ListScopeQueries
{
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, ListScope scope, Db db) where T : class, IOwnedRow
    {
        if (scope.MemberId is { } member)
        {
            var own = scope.AccountId ?? 0;
            return rows.Where(row => row.AccountId == own
                || db.ProjectAccounts.Any(project => project.AccountId == member && project.ProjectAccountId == row.AccountId));
        }
        if (scope.AccountId is { } account)
        {
            return rows.Where(row => row.AccountId == account);
        }
        if (scope.DomainId is { } domain)
        {
            rows = rows.Where(row => row.DomainId == domain);
        }
        else if (scope.DomainPath is { } path)
        {
            rows = rows.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path)));
        }
        return scope.Projects switch
        {
            // A set, and no condition on each row, which costs three times as much.
            ProjectThings.None => rows.Where(row => !db.Projects.Select(project => project.AccountId).Contains(row.AccountId)),
            ProjectThings.Only => rows.Where(row => db.Projects.Select(project => project.AccountId).Contains(row.AccountId)),
            _ => rows,
        };
    }

    /// <summary>The same for addresses, which need not belong to anybody.</summary>
    public static IQueryable<IpAddressRow> AddressesWithin(this IQueryable<IpAddressRow> rows, ListScope scope, Db db)
    {
        if (scope.MemberId is { } member)
        {
            var own = scope.AccountId ?? 0;
            return rows.Where(row => row.AccountId == own
                || db.ProjectAccounts.Any(project => project.AccountId == member && project.ProjectAccountId == row.AccountId));
        }
        if (scope.AccountId is { } account)
        {
            return rows.Where(row => row.AccountId == account);
        }
        if (scope.DomainId is { } domain)
        {
            rows = rows.Where(row => row.DomainId == domain);
        }
        else if (scope.DomainPath is { } path)
        {
            rows = rows.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(path)));
        }
        return scope.Projects switch
        {
            ProjectThings.None => rows.Where(row => !db.Projects.Any(project => project.AccountId == row.AccountId)),
            ProjectThings.Only => rows.Where(row => db.Projects.Any(project => project.AccountId == row.AccountId)),
            _ => rows,
        };
    }

    /// <summary>The same for the accounts themselves; those of projects are not shown as accounts.</summary>
    public static IQueryable<AccountRow> AccountsWithin(this IQueryable<AccountRow> accounts, ListScope scope, Db db)
    {
        accounts = accounts.Where(row => row.Type != AccountType.Project);
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
