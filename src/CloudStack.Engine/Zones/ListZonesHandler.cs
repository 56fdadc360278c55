using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListZonesHandler(SettingsStore settings) : IHandler<ListZones, ListResult<Zone>>
{
    public Task<ListResult<Zone>> HandleAsync(ListZones command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var zones = db.Zones.Where(zone => zone.Removed == null);
            if (command.Id is { } id)
            {
                zones = zones.Where(zone => zone.Uuid == id.Value);
            }
            return zones.AsZones(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
