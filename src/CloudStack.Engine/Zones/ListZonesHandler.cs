using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Everybody but root sees enabled zones that serve everyone or the caller's domain; a domain administrator also those of the domains below. With
/// <c>available</c> false, only zones where the caller's account has virtual machines.
/// </summary>
internal sealed class ListZonesHandler(SettingsStore settings, CapacityReport report) : IHandler<ListZones, ListResult<Zone>>
{
    public Task<ListResult<Zone>> HandleAsync(ListZones command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var zones = Visible(db.Zones.Where(zone => zone.Removed.IsNotSet()), context.Caller, db);
            if (command.Id is { } id)
            {
                zones = zones.Where(zone => zone.Uuid == id.Value);
            }
            if (command.Name is { } name)
            {
                zones = zones.Where(zone => zone.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                zones = zones.Where(zone => zone.Name.Contains(keyword));
            }
            if (context.Row<DomainRow>(command.DomainId?.Value) is { } domain)
            {
                zones = zones.Where(zone => zone.DomainId == domain.Id);
            }
            if (command.Available == false)
            {
                var account = context.Caller.AccountId;
                zones = zones.Where(zone => db.VirtualMachines.Any(vm => vm.ZoneId == zone.Id && vm.AccountId == account && vm.Removed.IsNotSet()));
            }
            var page = await zones.AsZones(db, withAddresses: context.Caller.Role != Role.User)
                .PageAsync(command, context, settings.Current.DefaultPageSize, ct);
            return command.ShowCapacities == true ? await WithCapacitiesAsync(db, page) : page;
        }, ct);

    private static IQueryable<ZoneRow> Visible(IQueryable<ZoneRow> zones, Identity caller, Db db)
    {
        if (caller.IsRoot)
        {
            return zones;
        }
        var (path, sub) = (caller.DomainPath, caller.IsDomainAdmin);
        return zones.Where(zone => zone.AllocationState == AllocationState.Enabled && (zone.DomainId == null
            || db.Domains.Any(domain => domain.Id == zone.DomainId && (path.StartsWith(domain.Path) || (sub && domain.Path.StartsWith(path))))));
    }

    private async Task<ListResult<Zone>> WithCapacitiesAsync(Db db, ListResult<Zone> page)
    {
        var uuids = page.Items.Select(zone => zone.Id.Value).ToList();
        var ids = await db.Zones.Where(zone => uuids.Contains(zone.Uuid)).ToDictionaryAsync(zone => zone.Uuid, zone => zone.Id);
        var figures = (await report.ReadAsync(db, new(ZoneIds: ids.Values), CapacityLevel.Zone)).ToLookup(figure => figure.ZoneId, figure => figure.View());
        return page.Map(zone => zone with { Capacity = [.. figures[ids[zone.Id.Value]]] });
    }
}
