using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class InstanceGroupCleanup(Database database, TimeProvider time) : IAccountCleanup
{
    public int Order => 10;

    public Task CleanAsync(long accountId, long userId, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            var now = time.GetUtcNow();
            await db.InstanceGroupMembers.Where(member => db.InstanceGroups.Any(group => group.Id == member.GroupId && group.AccountId == accountId)).DeleteAsync(ct);
            await db.InstanceGroups.Where(group => group.AccountId == accountId && group.Removed.IsNotSet()).Set(group => group.Removed, now).UpdateAsync(ct);
        }, ct);
}
