using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DedicateHostHandler(Dedications dedications) : IHandler<DedicateHost, DedicatedHost>
{
    public Task<DedicatedHost> HandleAsync(DedicateHost command, CommandContext context, CancellationToken ct) =>
        dedications.AddAsync(context, DedicationPlace.Of(context.Row<HostRow>(command.HostId.Value)), command.DomainId, command.Account,
            (db, row) => DedicationViews.Hosts(db, db.Dedications.Where(one => one.Id == row)).FirstAsync(ct), ct);
}
