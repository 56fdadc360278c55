using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>A deleted account is in no project any more, and invited to none.</summary>
internal sealed class ProjectMemberCleanup(Database database) : IAccountCleanup
{
    public int Order => 5;

    public Task CleanAsync(long accountId, long userId, CancellationToken ct) => database.WriteAsync(async db =>
    {
        await db.ProjectAccounts.Where(row => row.AccountId == accountId && row.Role == ProjectRole.Regular).DeleteAsync(ct);
        await db.ProjectInvitations.Where(row => row.AccountId == accountId).DeleteAsync(ct);
    }, ct);
}
