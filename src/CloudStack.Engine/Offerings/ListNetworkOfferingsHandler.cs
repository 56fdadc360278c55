using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListNetworkOfferingsHandler(SettingsStore settings) : IHandler<ListNetworkOfferings, ListResult<NetworkOffering>>
{
    public Task<ListResult<NetworkOffering>> HandleAsync(ListNetworkOfferings command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var rows = NetworkOfferingFilters.Apply(db.NetworkOfferings.Where(row => row.Removed.IsNotSet() && !row.IsSystemOnly), db, command, context);
            if (context.Row<NetworkRow>(command.NetworkId?.Value) is { } network)
            {
                var from = await db.NetworkOfferings.FirstAsync(row => row.Id == network.NetworkOfferingId, ct);
                var isIsolated = network.GuestType == GuestType.Isolated;
                rows = rows.Where(row => isIsolated && row.Id != from.Id && row.State == OfferingState.Enabled && row.TrafficType == from.TrafficType
                    && row.GuestType == from.GuestType && row.Tags == from.Tags && row.SpecifyVlan == from.SpecifyVlan && row.SpecifyIpRanges == from.SpecifyIpRanges);
            }
            rows = settings.Current.SortKeyAlgorithm
                ? rows.OrderBy(row => row.SortKey).ThenBy(row => row.Id)
                : rows.OrderByDescending(row => row.SortKey).ThenBy(row => row.Id);
            var page = await rows.AsNetworkOfferings(db).PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return await page.CompleteAsync(db);
        }, ct);
}
