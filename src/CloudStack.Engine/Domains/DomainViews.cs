using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Domains as clients see them.</summary>
internal static class DomainViews
{
    /// <summary>The view of each row, as part of the query.</summary>
    public static IQueryable<Domain> AsDomains(this IQueryable<DomainRow> domains, Db db) =>
        from domain in domains
        from parent in db.Domains.Where(row => row.Id == domain.ParentId).DefaultIfEmpty()
        orderby domain.Id
        select new Domain
        {
            Id = new DomainId(domain.Uuid),
            Name = domain.Name,
            Level = domain.Level,
            ParentDomainId = parent == null ? null : new DomainId(parent.Uuid),
            ParentDomainName = parent == null ? null : parent.Name,
            HasChild = db.Domains.Any(child => child.ParentId == domain.Id && child.Removed.IsNotSet()),
            NetworkDomain = domain.NetworkDomain,
            Path = Shown(domain.Path),
        };

    /// <summary><c>/sales/eu/</c> as <c>ROOT/sales/eu</c>.</summary>
    public static string Shown(string path) => "ROOT" + path.TrimEnd('/');
}
