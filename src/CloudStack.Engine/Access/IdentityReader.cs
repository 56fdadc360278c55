using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Finds out who calls. Asked at each call, so that a user who was disabled a moment ago is refused; what is kept of it is as good.</summary>
internal static class IdentityReader
{
    private static readonly Func<Db, Guid, Task<Found?>> ByUuid = CompiledQuery.Compile(
        (Db db, Guid uuid) => (from user in db.Users
                               join account in db.Accounts on user.AccountId equals account.Id
                               join domain in db.Domains on account.DomainId equals domain.Id
                               where user.Uuid == uuid && user.Removed.IsNotSet()
                               select new Found(user, account, domain)).FirstOrDefaultAsync(default));

    private static readonly Func<Db, long, Task<Found?>> ById = CompiledQuery.Compile(
        (Db db, long id) => (from user in db.Users
                             join account in db.Accounts on user.AccountId equals account.Id
                             join domain in db.Domains on account.DomainId equals domain.Id
                             where user.Id == id && user.Removed.IsNotSet()
                             select new Found(user, account, domain)).FirstOrDefaultAsync(default));

    /// <summary>The caller, checked to be enabled.</summary>
    /// <exception cref="CloudStackException">There is no such user, or it or its account is disabled or locked (531).</exception>
    public static async Task<Identity> ReadAsync(Db db, Caller caller)
    {
        var found = caller.User is { } user
            ? await db.KeepAsync(ByUuid, [user.Value], () => ByUuid(db, user.Value))
            : await ByNumberAsync(db, caller.IsSystem ? Identity.SystemUserId : Identity.AdminUserId);
        if (found is null)
        {
            throw CloudStackException.Denied(caller.User is null ? "This cloud has no root administrator: its database was not set up."
                : $"There is no user with id {caller.User}.");
        }
        if (found.User.State != AccountState.Enabled || found.Account.State != AccountState.Enabled)
        {
            var (what, state) = found.User.State != AccountState.Enabled
                ? ($"The user {found.User.UserName}", found.User.State)
                : ($"The account {found.Account.Name}", found.Account.State);
            throw CloudStackException.Denied($"{what} is {state.ToString().ToLowerInvariant()}. An administrator can enable it.");
        }
        return From(found);
    }

    private static Task<Found?> ByNumberAsync(Db db, long id) => db.KeepAsync(ById, [id], () => ById(db, id));

    /// <summary>The user of a job that runs on after its caller has gone; whoever could start it may see it through.</summary>
    public static async Task<Identity> ReadAsync(Db db, long userId) =>
        From(await ById(db, userId) ?? throw CloudStackException.Denied($"The user of this job (number {userId}) was removed."));

    private static Identity From(Found found) => new(
        found.User.Id, found.User.Uuid, found.User.UserName, found.Account.Id, found.Account.Uuid, found.Account.Name, found.Account.Type,
        found.Domain.Id, found.Domain.Path);

    private sealed record Found(UserRow User, AccountRow Account, DomainRow Domain);
}
