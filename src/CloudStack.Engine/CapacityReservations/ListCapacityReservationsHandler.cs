using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListCapacityReservationsHandler(SettingsStore settings) : IHandler<ListCapacityReservations, ListResult<CapacityReservation>>
{
    public Task<ListResult<CapacityReservation>> HandleAsync(ListCapacityReservations command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var reservations = db.CapacityReservations.Within(context.Scope, db);
            if (command.Id is { } id)
            {
                reservations = reservations.Where(row => row.Uuid == id.Value);
            }
            if (command.HostId is { } host)
            {
                var number = context.Row<HostRow>(host.Value).Id;
                reservations = reservations.Where(row => row.HostId == number);
            }
            if (command.ZoneId is { } zone)
            {
                var number = context.Row<ZoneRow>(zone.Value).Id;
                reservations = reservations.Where(row => row.ZoneId == number);
            }
            if (command.Keyword is { } word)
            {
                reservations = reservations.Where(row => db.Hosts.Any(found => found.Id == row.HostId && found.Name.Contains(word))
                    || db.ServiceOfferings.Any(offering => offering.Id == row.ServiceOfferingId && offering.Name.Contains(word)));
            }
            return reservations.OrderBy(row => row.Id).AsReservations(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
