using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DedicateZoneHandler(Dedications dedications) : IHandler<DedicateZone, DedicatedZone>
{
    public Task<DedicatedZone> HandleAsync(DedicateZone command, CommandContext context, CancellationToken ct) =>
        dedications.AddAsync(context, DedicationPlace.Of(context.Row<ZoneRow>(command.ZoneId.Value)), command.DomainId, command.Account,
            (db, row) => DedicationViews.Zones(db, db.Dedications.Where(one => one.Id == row)).FirstAsync(ct), ct);
}
