using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Finishes the deletion of projects, accounts and domains that failed half way.</summary>
internal sealed class AccountCleaner(Database database, AccountEraser accounts, DomainEraser domains, ProjectEraser projects, SettingsStore settings) : IReconciler
{
    public string Name => "account cleanup";

    public TimeSpan Interval => TimeSpan.FromSeconds(settings.Current.AccountCleanupInterval);

    public async Task RunAsync(CancellationToken ct)
    {
        var (closed, removed, inactive, system) = await database.ReadAsync(async db => (
            await db.Projects.Where(row => row.Removed.IsNotSet() && db.Accounts.Any(account => account.Id == row.AccountId && account.Removed != null)).Select(row => row.Id).ToListAsync(ct),
            await db.Accounts.Where(row => row.Removed != null && row.NeedsCleanup && row.Type != AccountType.Project).Select(row => row.Id).ToListAsync(ct),
            await db.Domains.Where(row => row.State == DomainState.Inactive && row.Removed.IsNotSet()).OrderByDescending(row => row.Level).Select(row => row.Id).ToListAsync(ct),
            await IdentityReader.ReadAsync(db, Identity.SystemUserId)), ct);
        List<Exception> failures = [];
        foreach (var project in closed)
        {
            await TryAsync(() => projects.EraseAsync(project, Identity.SystemUserId, ct));
        }
        foreach (var account in removed)
        {
            await TryAsync(() => accounts.EraseAsync(account, Identity.SystemUserId, ct));
        }
        foreach (var domain in inactive)
        {
            // Deleted without cleanup, a domain only is inactive when it was empty; nothing more goes with it than was meant to.
            await TryAsync(() => domains.EraseAsync(database, domain, cleanup: true, system, ct));
        }
        if (failures.Count > 0)
        {
            throw new AggregateException("Some projects, accounts or domains could not be cleaned up yet.", failures);
        }

        async Task TryAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (CloudStackException exception)
            {
                failures.Add(exception);
            }
        }
    }
}
