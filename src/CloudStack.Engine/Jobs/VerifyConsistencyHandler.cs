namespace CloudStack.Engine;

internal sealed class VerifyConsistencyHandler(CapacityAudit capacity) : IHandler<VerifyConsistency, ConsistencyReport>
{
    public Task<ConsistencyReport> HandleAsync(VerifyConsistency command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db => ConsistencyCheck.ReadAsync(db, capacity, ct), ct);
}
