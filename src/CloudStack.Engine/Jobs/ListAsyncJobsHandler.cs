using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListAsyncJobsHandler(CommandCatalog catalog, SettingsStore settings) : IHandler<ListAsyncJobs, ListResult<Job>>
{
    public Task<ListResult<Job>> HandleAsync(ListAsyncJobs command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var accounts = db.Accounts.AccountsWithin(context.Scope, db);
            var jobs = db.Jobs.Where(job => accounts.Any(account => account.Id == job.AccountId));
            if (command.StartDate is { } start)
            {
                jobs = jobs.Where(job => job.Created >= start);
            }
            if (command.Keyword is { } keyword)
            {
                jobs = jobs.Where(job => job.Command.Contains(keyword));
            }
            var page = await JobViews.Find(db, jobs).PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return page.Map(found => JobViews.Show(found, catalog));
        }, ct);
}
