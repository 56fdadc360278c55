using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Users as clients see them.</summary>
internal sealed class UserViews(ISecretProtector secrets)
{
    /// <summary>A user with its account and domain.</summary>
    internal sealed record Found(UserRow User, AccountRow Account, DomainRow Domain);

    public static IQueryable<Found> Find(Db db, IQueryable<UserRow> users) =>
        from user in users
        join account in db.Accounts on user.AccountId equals account.Id
        join domain in db.Domains on account.DomainId equals domain.Id
        orderby user.Id
        select new Found(user, account, domain);

    public async Task<User> ReadAsync(Db db, Identity caller, long id) => Show(await Find(db, db.Users.Where(user => user.Id == id)).FirstAsync(), caller);

    public User Show(Found found, Identity caller)
    {
        var (user, account, domain) = found;
        // Keys act for their user: they are for the user, and for administrators who may give that user new ones anyway.
        var shown = user.Id == caller.UserId || caller.IsRoot
            || (caller.IsDomainAdmin && account.Type != AccountType.Admin && caller.Covers(domain.Path));
        return new User
        {
            Id = new UserId(user.Uuid),
            UserName = user.UserName,
            FirstName = user.FirstName,
            LastName = user.LastName,
            Email = user.Email,
            Created = user.Created,
            State = user.State,
            Account = account.Name,
            AccountType = (short)account.Type,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            TimeZone = user.TimeZone,
            ApiKey = shown ? user.ApiKey : null,
            SecretKey = shown && user.SecretKey is not null ? secrets.Unprotect(user.SecretKey) : null,
            AccountId = new AccountId(account.Uuid),
            IsCallerChildDomain = caller.DomainId != domain.Id && domain.Path.StartsWith(caller.DomainPath, StringComparison.Ordinal),
        };
    }
}
