using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListDedicatedZonesHandler(SettingsStore settings) : IHandler<ListDedicatedZones, ListResult<DedicatedZone>>
{
    public Task<ListResult<DedicatedZone>> HandleAsync(ListDedicatedZones command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var place = context.Row<ZoneRow>(command.ZoneId?.Value)?.Id;
            var rows = await DedicationViews.FilterAsync(db, context, DedicationKind.Zone, place, command.DomainId, command.Account);
            return await DedicationViews.Zones(db, rows, command.Keyword).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
