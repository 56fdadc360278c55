using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class TagCleanup(Database database) : IAccountCleanup
{
    public int Order => 15;

    public Task CleanAsync(long accountId, long userId, CancellationToken ct) =>
        database.WriteAsync(db => db.ResourceTags.Where(tag => tag.AccountId == accountId).DeleteAsync(ct), ct);
}
