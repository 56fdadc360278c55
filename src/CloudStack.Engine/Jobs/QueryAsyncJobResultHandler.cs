using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class QueryAsyncJobResultHandler(CommandCatalog catalog) : IHandler<QueryAsyncJobResult, Job>
{
    public Task<Job> HandleAsync(QueryAsyncJobResult command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<JobRow>(command.JobId.Value).Id;
        return context.ReadAsync(async db => JobViews.Show(await JobViews.Find(db, db.Jobs.Where(job => job.Id == id)).FirstAsync(ct), catalog), ct);
    }
}
