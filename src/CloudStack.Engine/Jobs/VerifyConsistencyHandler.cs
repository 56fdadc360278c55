using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class VerifyConsistencyHandler(CapacityAudit capacity) : IHandler<VerifyConsistency, ConsistencyReport>
{
    public Task<ConsistencyReport> HandleAsync(VerifyConsistency command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db => new ConsistencyReport
        {
            Differences = [.. await capacity.FindDriftAsync(db), .. await NetworkAudit.FindDriftAsync(db)],
            JobsInProgress = await db.Jobs.CountAsync(job => job.Status == JobStatus.InProgress, ct),
            StuckJobs = [.. (await db.Jobs.Where(job => job.Phase == SagaPhase.Stuck).Select(job => job.Uuid).ToListAsync(ct)).Select(uuid => new JobId(uuid))],
        }, ct);
}
