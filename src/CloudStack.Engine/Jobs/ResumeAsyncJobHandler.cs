using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ResumeAsyncJobHandler(JobRunner jobs, ServerRegistry server) : IHandler<ResumeAsyncJob, Success>
{
    public async Task<Success> HandleAsync(ResumeAsyncJob command, CommandContext context, CancellationToken ct)
    {
        var row = context.Row<JobRow>(command.JobId.Value);
        var taken = await context.WriteAsync(db => db.Jobs.Where(job => job.Id == row.Id && job.Phase == SagaPhase.Stuck && job.Fence == row.Fence)
            .Set(job => job.Fence, job => job.Fence + 1)
            .Set(job => job.ServerId, server.Id)
            .UpdateAsync(), ct);
        if (taken == 0)
        {
            throw CloudStackException.Invalid($"The job {row.Uuid} ({row.Command}) is not stuck: it is {row.Phase}.");
        }
        (row.Fence, row.ServerId) = (row.Fence + 1, server.Id);
        jobs.Resume([row]);
        return Success.Done;
    }
}
