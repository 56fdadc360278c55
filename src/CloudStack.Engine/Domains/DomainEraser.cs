using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes a domain: nothing can be added to it from the first moment; then its projects and accounts go, then the domains below it, the deepest first.</summary>
internal sealed class DomainEraser(AccountEraser accounts, ProjectEraser projects, Dedications dedications, TimeProvider time)
{
    /// <param name="database">The database.</param>
    /// <param name="id">The domain.</param>
    /// <param name="cleanup">Whether what is in it goes too; otherwise it must be empty.</param>
    /// <param name="caller">Whose account must not go with it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task EraseAsync(Database database, long id, bool cleanup, Identity caller, CancellationToken ct)
    {
        var doomed = await database.WriteAsync(db => CloseAsync(db, id, cleanup, caller), ct);
        foreach (var domain in doomed)
        {
            var open = await database.ReadAsync(db => db.Projects.Where(row => row.DomainId == domain && row.Removed.IsNotSet()).Select(row => row.Id).ToListAsync(ct), ct);
            foreach (var project in open)
            {
                await projects.EraseAsync(project, caller.UserId, ct);
            }
            var members = await database.ReadAsync(db => db.Accounts.Where(row => row.DomainId == domain && (row.Removed.IsNotSet() || row.NeedsCleanup))
                .Select(row => row.Id).ToListAsync(ct), ct);
            foreach (var account in members)
            {
                await accounts.EraseAsync(account, caller.UserId, ct);
            }
            dedications.Changed(await database.WriteAsync(db => RemoveAsync(db, domain), ct));
        }
    }

    /// <summary>Marks the domain and those below it, and lists them with the deepest first.</summary>
    private static async Task<List<long>> CloseAsync(Db db, long id, bool cleanup, Identity caller)
    {
        await DomainRules.LockAsync(db, id);
        var domain = await db.Domains.FirstAsync(row => row.Id == id);
        if (caller.DomainPath.StartsWith(domain.Path, StringComparison.Ordinal))
        {
            throw CloudStackException.Invalid($"The domain {domain.Name} holds the caller's own account {caller.AccountName}. Let a caller from a domain above it delete it.");
        }
        var tree = db.Domains.Where(row => row.Path.StartsWith(domain.Path) && row.Removed.IsNotSet());
        if (!cleanup)
        {
            var children = await tree.CountAsync() - 1;
            var members = await db.Accounts.CountAsync(row => row.DomainId == id && row.Type != AccountType.Project && (row.Removed.IsNotSet() || row.NeedsCleanup));
            var open = await db.Projects.CountAsync(row => row.DomainId == id && row.Removed.IsNotSet());
            if (children + members + open > 0)
            {
                throw CloudStackException.Invalid(
                    $"The domain {domain.Name} still has {members} accounts and {children} domains below it{(open > 0 ? $", and {open} projects" : "")}. Delete them first, or delete it with cleanup.");
            }
        }
        await tree.Set(row => row.State, DomainState.Inactive).UpdateAsync();
        return await tree.OrderByDescending(row => row.Level).Select(row => row.Id).ToListAsync();
    }

    private async Task<IReadOnlyList<long>> RemoveAsync(Db db, long id)
    {
        var domain = await db.Domains.FirstAsync(row => row.Id == id);
        if (domain.Removed is not null)
        {
            return [];
        }
        var zones = await Dedications.ReleaseAsync(db, null, id);
        await db.ResourceLimits.Where(row => row.OwnerKind == OwnerKind.Domain && row.OwnerId == id).DeleteAsync();
        await db.ResourceCounts.Where(row => row.OwnerKind == OwnerKind.Domain && row.OwnerId == id).DeleteAsync();
        var now = time.GetUtcNow();
        await db.Domains.Where(row => row.Id == id).Set(row => row.Removed, now).UpdateAsync();
        // The name is free again: what was in the old domain must not be taken for the new one's.
        await DomainRules.MoveAsync(db, domain.Path, $"{domain.Path.TrimEnd('/')}#{id}/");
        return zones;
    }
}
