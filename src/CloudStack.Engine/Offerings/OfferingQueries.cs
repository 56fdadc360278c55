using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Which offerings that are kept for a domain a list may show.</summary>
internal static class OfferingQueries
{
    /// <summary>
    /// The numbers of the domains whose offerings reach the caller: its own and those above it; for an administrator of a domain also those below.
    /// </summary>
    public static IQueryable<long> ReachingDomains(this Db db, Identity caller)
    {
        var path = caller.DomainPath;
        return caller.IsDomainAdmin
            ? db.Domains.Where(row => path.StartsWith(row.Path) || row.Path.StartsWith(path)).Select(row => row.Id)
            : db.Domains.Where(row => path.StartsWith(row.Path)).Select(row => row.Id);
    }

    /// <exception cref="CloudStackException">The domain's offerings are not for the caller (531).</exception>
    public static async Task CheckDomainAsync(Db db, Identity caller, DomainRow? domain)
    {
        if (domain is not null && !await AccessPolicy.ReachesAsync(db, caller, domain.Id))
        {
            throw CloudStackException.Denied($"{caller.AccountName} may not see the offerings of the domain {domain.Name}: it is not in the caller's line of domains.");
        }
    }
}
