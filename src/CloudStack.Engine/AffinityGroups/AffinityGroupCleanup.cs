using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes the affinity groups of a deleted account.</summary>
internal sealed class AffinityGroupCleanup(Database database, TimeProvider time) : IAccountCleanup
{
    public int Order => 10;

    public Task CleanAsync(long accountId, long userId, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var groups = await db.AffinityGroups.Where(row => row.AccountId == accountId && row.Removed.IsNotSet()).Select(row => row.Id).ToListAsync(ct);
            await AffinityGroups.RemoveAsync(db, groups, time.GetUtcNow(), ct);
        }, ct);
}
