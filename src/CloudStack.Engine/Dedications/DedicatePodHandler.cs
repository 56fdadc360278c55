using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DedicatePodHandler(Dedications dedications) : IHandler<DedicatePod, DedicatedPod>
{
    public Task<DedicatedPod> HandleAsync(DedicatePod command, CommandContext context, CancellationToken ct) =>
        dedications.AddAsync(context, DedicationPlace.Of(context.Row<PodRow>(command.PodId.Value)), command.DomainId, command.Account,
            (db, row) => DedicationViews.Pods(db, db.Dedications.Where(one => one.Id == row)).FirstAsync(ct), ct);
}
