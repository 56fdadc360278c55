using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DedicateClusterHandler(Dedications dedications) : IHandler<DedicateCluster, DedicatedCluster>
{
    public Task<DedicatedCluster> HandleAsync(DedicateCluster command, CommandContext context, CancellationToken ct) =>
        dedications.AddAsync(context, DedicationPlace.Of(context.Row<ClusterRow>(command.ClusterId.Value)), command.DomainId, command.Account,
            (db, row) => DedicationViews.Clusters(db, db.Dedications.Where(one => one.Id == row)).FirstAsync(ct), ct);
}
