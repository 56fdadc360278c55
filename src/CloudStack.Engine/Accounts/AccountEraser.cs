using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Deletes an account: its users are locked out at once, then its things go. What fails is tried again by <see cref="AccountCleaner"/>.</summary>
internal sealed partial class AccountEraser(Database database, IEnumerable<IAccountCleanup> cleanups, TimeProvider time, ILogger<AccountEraser> logger)
{
    /// <summary>May be repeated.</summary>
    /// <exception cref="CloudStackException">Something could not be taken away; it is tried again later (530).</exception>
    public async Task EraseAsync(long accountId, long userId, CancellationToken ct)
    {
        await database.WriteAsync(db => CloseAsync(db, accountId), ct);
        List<string> failures = [];
        foreach (var cleanup in cleanups.OrderBy(cleanup => cleanup.Order))
        {
            try
            {
                await cleanup.CleanAsync(accountId, userId, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, accountId, cleanup.GetType().Name);
                failures.Add(exception.Message);
            }
        }
        if (failures.Count > 0)
        {
            throw new CloudStackException(ErrorCode.Internal,
                $"The account is deleted, but not yet all that it owned; this is tried again on its own. {string.Join(' ', failures)}");
        }
        await database.WriteAsync(db => FinishAsync(db, accountId), ct);
    }

    private async Task CloseAsync(Db db, long accountId)
    {
        var now = time.GetUtcNow();
        await db.Users.Where(row => row.AccountId == accountId && row.Removed.IsNotSet())
            .Set(row => row.Removed, now)
            .Set(row => row.ApiKey, (string?)null)
            .Set(row => row.SecretKey, (string?)null)
            .UpdateAsync();
        await db.Accounts.Where(row => row.Id == accountId && row.Removed.IsNotSet())
            .Set(row => row.Removed, now)
            .Set(row => row.NeedsCleanup, true)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
    }

    private static async Task FinishAsync(Db db, long accountId)
    {
        await db.TemplatePermissions.Where(row => row.AccountId == accountId).DeleteAsync();
        await db.AccountDetails.Where(row => row.AccountId == accountId).DeleteAsync();
        await db.ResourceLimits.Where(row => row.OwnerKind == OwnerKind.Account && row.OwnerId == accountId).DeleteAsync();
        await db.ResourceCounts.Where(row => row.OwnerKind == OwnerKind.Account && row.OwnerId == accountId).DeleteAsync();
        await db.Accounts.Where(row => row.Id == accountId).Set(row => row.NeedsCleanup, false).UpdateAsync();
    }

    [LoggerMessage(LogLevel.Warning, "Deleting account {Account}: {Cleanup} failed; it is tried again later.")]
    private partial void LogFailed(Exception exception, long account, string cleanup);
}
