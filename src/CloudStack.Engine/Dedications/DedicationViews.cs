using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Dedications as clients see them.</summary>
internal static class DedicationViews
{
    /// <summary>The dedications of one kind of places that a list asks for.</summary>
    /// <exception cref="CloudStackException">An account is named without its domain, or there is none such (431).</exception>
    public static async Task<IQueryable<DedicationRow>> FilterAsync(
        Db db, CommandContext context, DedicationKind kind, long? place, DomainId? domainId, string? account)
    {
        var rows = db.Dedications.Where(row => row.Kind == kind);
        if (place is { } id)
        {
            rows = rows.Where(row => row.PlaceId == id);
        }
        var domain = context.Row<DomainRow>(domainId?.Value);
        if (account is not null)
        {
            var owner = await Owner.ResolveAsync(db, context.Caller, account, domain);
            return rows.Where(row => row.AccountId == owner.AccountId);
        }
        return domain is null ? rows : rows.Where(row => row.DomainId == domain.Id);
    }

    public static IQueryable<DedicatedZone> Zones(Db db, IQueryable<DedicationRow> rows, string? keyword = null) =>
        from row in rows
        join place in db.Zones on row.PlaceId equals place.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from account in db.Accounts.Where(account => account.Id == row.AccountId).DefaultIfEmpty()
        where keyword == null || place.Name.Contains(keyword)
        orderby row.Id
        select new DedicatedZone
        {
            Id = new DedicationId(row.Uuid),
            ZoneId = new ZoneId(place.Uuid),
            ZoneName = place.Name,
            DomainId = new DomainId(domain.Uuid),
            AccountId = account == null ? null : new AccountId(account.Uuid),
        };

    public static IQueryable<DedicatedPod> Pods(Db db, IQueryable<DedicationRow> rows, string? keyword = null) =>
        from row in rows
        join place in db.Pods on row.PlaceId equals place.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from account in db.Accounts.Where(account => account.Id == row.AccountId).DefaultIfEmpty()
        where keyword == null || place.Name.Contains(keyword)
        orderby row.Id
        select new DedicatedPod
        {
            Id = new DedicationId(row.Uuid),
            PodId = new PodId(place.Uuid),
            PodName = place.Name,
            DomainId = new DomainId(domain.Uuid),
            AccountId = account == null ? null : new AccountId(account.Uuid),
        };

    public static IQueryable<DedicatedCluster> Clusters(Db db, IQueryable<DedicationRow> rows, string? keyword = null) =>
        from row in rows
        join place in db.Clusters on row.PlaceId equals place.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from account in db.Accounts.Where(account => account.Id == row.AccountId).DefaultIfEmpty()
        where keyword == null || place.Name.Contains(keyword)
        orderby row.Id
        select new DedicatedCluster
        {
            Id = new DedicationId(row.Uuid),
            ClusterId = new ClusterId(place.Uuid),
            ClusterName = place.Name,
            DomainId = new DomainId(domain.Uuid),
            AccountId = account == null ? null : new AccountId(account.Uuid),
        };

    public static IQueryable<DedicatedHost> Hosts(Db db, IQueryable<DedicationRow> rows, string? keyword = null) =>
        from row in rows
        join place in db.Hosts on row.PlaceId equals place.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from account in db.Accounts.Where(account => account.Id == row.AccountId).DefaultIfEmpty()
        where keyword == null || place.Name.Contains(keyword)
        orderby row.Id
        select new DedicatedHost
        {
            Id = new DedicationId(row.Uuid),
            HostId = new HostId(place.Uuid),
            HostName = place.Name,
            DomainId = new DomainId(domain.Uuid),
            AccountId = account == null ? null : new AccountId(account.Uuid),
        };
}
