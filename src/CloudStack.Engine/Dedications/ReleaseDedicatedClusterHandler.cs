namespace CloudStack.Engine;

internal sealed class ReleaseDedicatedClusterHandler(Dedications dedications) : IHandler<ReleaseDedicatedCluster, Success>
{
    public Task<Success> HandleAsync(ReleaseDedicatedCluster command, CommandContext context, CancellationToken ct) =>
        dedications.RemoveAsync(context, DedicationPlace.Of(context.Row<ClusterRow>(command.ClusterId.Value)), ct);
}
