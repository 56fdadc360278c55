namespace CloudStack.Engine;

internal sealed class ListDiskOfferingsHandler(SettingsStore settings) : IHandler<ListDiskOfferings, ListResult<DiskOffering>>
{
    public Task<ListResult<DiskOffering>> HandleAsync(ListDiskOfferings command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var domain = context.Row<DomainRow>(command.DomainId?.Value);
            await OfferingQueries.CheckDomainAsync(db, context.Caller, domain);
            var offerings = Filter(db.DiskOfferings.Where(row => row.Removed.IsNotSet()), command, domain);
            if (!context.Caller.IsRoot)
            {
                var reaching = db.ReachingDomains(context.Caller);
                offerings = offerings.Where(row => row.DomainId == null || reaching.Contains(row.DomainId.Value));
            }
            return await offerings.AsDiskOfferings(db, settings.Current.SortKeyAlgorithm).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);

    private static IQueryable<DiskOfferingRow> Filter(IQueryable<DiskOfferingRow> offerings, ListDiskOfferings command, DomainRow? domain)
    {
        if (command.Id is { } id)
        {
            offerings = offerings.Where(row => row.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            offerings = offerings.Where(row => row.Name == name);
        }
        if (command.Keyword is { } keyword)
        {
            offerings = offerings.Where(row => row.Name.Contains(keyword) || row.DisplayText.Contains(keyword));
        }
        return domain is null ? offerings : offerings.Where(row => row.DomainId == domain.Id);
    }
}
