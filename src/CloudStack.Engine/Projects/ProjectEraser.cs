using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes a project: it is closed at once, then what it owns goes with its account. What fails is tried again by <see cref="AccountCleaner"/>.</summary>
internal sealed class ProjectEraser(Database database, AccountEraser accounts, ResourceCounter counter, TimeProvider time)
{
    /// <summary>May be repeated.</summary>
    /// <exception cref="CloudStackException">Something could not be taken away; it is tried again later (530).</exception>
    public async Task EraseAsync(long id, long userId, CancellationToken ct)
    {
        var project = await database.WriteAsync(async db =>
        {
            await db.Projects.Where(row => row.Id == id).Set(row => row.State, ProjectState.Disabled).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
            return await db.Projects.FirstAsync(row => row.Id == id);
        }, ct);
        if (project.Removed is null)
        {
            await accounts.EraseAsync(project.AccountId, userId, ct);
            await database.WriteAsync(db => ProjectRules.RemoveAsync(db, counter, id, time.GetUtcNow()), ct);
        }
    }
}
