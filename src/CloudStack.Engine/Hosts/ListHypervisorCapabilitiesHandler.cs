using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListHypervisorCapabilitiesHandler(SettingsStore settings)
    : IHandler<ListHypervisorCapabilities, ListResult<HypervisorCapabilities>>
{
    public Task<ListResult<HypervisorCapabilities>> HandleAsync(ListHypervisorCapabilities command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            IQueryable<HypervisorCapabilitiesRow> rows = db.HypervisorCapabilities;
            if (command.Id is { } id)
            {
                rows = rows.Where(row => row.Uuid == id.Value);
            }
            if (command.Hypervisor is { } hypervisor)
            {
                rows = rows.Where(row => row.Hypervisor == hypervisor);
            }
            if (command.Keyword is { } keyword)
            {
                rows = rows.Where(row => row.Hypervisor.Contains(keyword));
            }
            return rows.AsViews().PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
