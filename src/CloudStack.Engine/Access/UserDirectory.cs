using System.Collections.Concurrent;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Options;

namespace CloudStack.Engine;

internal sealed class UserDirectory(
    CloudEngine engine, Database database, ISecretProtector secrets, SettingsStore settings, EventLog events, TimeProvider time, IOptions<CloudOptions> options,
    LdapAuthenticator ldap) : IUserDirectory
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private static readonly Func<Db, string, Task<Found?>> ByKey = CompiledQuery.Compile(
        (Db db, string key) => (from user in db.Users
                                join account in db.Accounts on user.AccountId equals account.Id
                                join domain in db.Domains on account.DomainId equals domain.Id
                                where user.ApiKey == key && user.Removed == null && account.Removed == null
                                select new Found(user, account, domain)).FirstOrDefaultAsync(default));

    private static readonly Func<Db, Guid, Task<Found?>> ByUuid = CompiledQuery.Compile(
        (Db db, Guid uuid) => (from user in db.Users
                               join account in db.Accounts on user.AccountId equals account.Id
                               join domain in db.Domains on account.DomainId equals domain.Id
                               where user.Uuid == uuid && user.Removed == null && account.Removed == null
                               select new Found(user, account, domain)).FirstOrDefaultAsync(default));

    private readonly ConcurrentDictionary<string, Remembered<ApiKeyHolder>> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<UserId, Remembered<CloudUser>> _users = new();

    // Hashing a password is slow on purpose; a flood of logins must not take every core from the other callers.
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _nobody = new(() => PasswordHash.Create(Guid.Empty.ToString()));

    public async ValueTask<ApiKeyHolder?> FindByApiKeyAsync(string apiKey, CancellationToken cancellationToken = default)
    {
        if (TryRecall(_keys, apiKey, out var known))
        {
            return known;
        }
        await engine.StartAsync(cancellationToken);
        var found = await database.ReadAsync(db => ByKey(db, apiKey), cancellationToken);
        // The database may compare without regard to case or accents; a key is a key.
        return found is null || !string.Equals(found.User.ApiKey, apiKey, StringComparison.Ordinal)
            ? null
            : Remember(_keys, apiKey, new ApiKeyHolder(Show(found), found.User.SecretKey is { } secret ? secrets.Unprotect(secret) : null));
    }

    public async ValueTask<CloudUser?> FindAsync(UserId user, CancellationToken cancellationToken = default)
    {
        if (TryRecall(_users, user, out var known))
        {
            return known;
        }
        await engine.StartAsync(cancellationToken);
        return await database.ReadAsync(db => ByUuid(db, user.Value), cancellationToken) is { } found ? Remember(_users, user, Show(found)) : null;
    }

    public async Task<CloudUser?> LogInAsync(LoginDomain domain, string userName, string password, CancellationToken cancellationToken = default)
    {
        await engine.StartAsync(cancellationToken);
        var found = await database.ReadAsync(db => FindByNameAsync(db, domain, userName), cancellationToken);
        var stored = found is { User.Id: not Identity.SystemUserId } ? found.User.PasswordHash : _nobody.Value;
        await _hashing.WaitAsync(cancellationToken);
        bool right;
        try
        {
            right = PasswordHash.Matches(stored, password, options.Value.AcceptMd5Passwords);
        }
        finally
        {
            _hashing.Release();
        }
        // Somebody unknown is looked up too, because whom the cloud knows must not show in how long the answer takes.
        right = right || await ldap.IsRightAsync(userName, found?.User.FirstName, found?.User.LastName, found?.User.Email, password, cancellationToken);
        if (found is null || found.User.Id == Identity.SystemUserId || !Show(found).IsEnabled)
        {
            return null;
        }
        if (right)
        {
            return await EnterAsync(found, cancellationToken);
        }
        await CountFailureAsync(found.User, cancellationToken);
        return null;
    }

    public async Task<CloudUser?> LogInAsync(LoginDomain domain, string userName, CancellationToken cancellationToken = default)
    {
        await engine.StartAsync(cancellationToken);
        var found = await database.ReadAsync(db => FindByNameAsync(db, domain, userName), cancellationToken);
        return found is { User.Id: not Identity.SystemUserId } && Show(found).IsEnabled ? await EnterAsync(found, cancellationToken) : null;
    }

    public async Task LogOutAsync(UserId user, CancellationToken cancellationToken = default)
    {
        await engine.StartAsync(cancellationToken);
        if (await database.ReadAsync(db => ByUuid(db, user.Value), cancellationToken) is { } found)
        {
            await database.WriteAsync(db => AddEventAsync(db, found, EventType.UserLogout, "has logged out"), cancellationToken);
        }
    }

    public void Forget()
    {
        _keys.Clear();
        _users.Clear();
    }

    private async Task<CloudUser> EnterAsync(Found found, CancellationToken ct)
    {
        var id = found.User.Id;
        await database.WriteAsync(async db =>
        {
            if (found.User.FailedLogins != 0)
            {
                await db.Users.Where(row => row.Id == id).Set(row => row.FailedLogins, 0).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
            }
            await AddEventAsync(db, found, EventType.UserLogin, "has logged in");
        }, ct);
        return Show(found);
    }

    private async Task CountFailureAsync(UserRow user, CancellationToken ct)
    {
        var (id, allowed) = (user.Id, settings.Current.IncorrectLoginAttemptsAllowed);
        await database.WriteAsync(async db =>
        {
            await db.Users.Where(row => row.Id == id).Set(row => row.FailedLogins, row => row.FailedLogins + 1)
                .Set(row => row.Version, row => row.Version + 1).UpdateAsync();
            await db.Users.Where(row => row.Id == id && row.FailedLogins >= allowed).Set(row => row.State, AccountState.Disabled).UpdateAsync();
        }, ct);
        Forget();
    }

    private Task AddEventAsync(Db db, Found found, string type, string what) => events.AddAsync(db, type, EventState.Completed, EventLevel.Info,
        $"The user {found.User.UserName} {what}", found.User.Id, found.Account.Id, found.Domain.Id);

    private static async Task<Found?> FindByNameAsync(Db db, LoginDomain domain, string userName)
    {
        var path = domain.Path?.Trim('/') is { Length: > 0 } trimmed ? $"/{trimmed}/" : "/";
        var found = await (from user in db.Users
                           join account in db.Accounts on user.AccountId equals account.Id
                           join home in db.Domains on account.DomainId equals home.Id
                           where user.UserName == userName && user.Removed == null && account.Removed == null && home.Removed == null
                               && (domain.Id == null ? home.Path == path : home.Uuid == domain.Id.Value.Value)
                           select new Found(user, account, home)).FirstOrDefaultAsync();
        return found;
    }

    private static CloudUser Show(Found found) => new()
    {
        Id = new(found.User.Uuid),
        UserName = found.User.UserName,
        FirstName = found.User.FirstName,
        LastName = found.User.LastName,
        TimeZone = found.User.TimeZone,
        RegistrationToken = found.User.RegistrationToken,
        AccountId = new(found.Account.Uuid),
        Account = found.Account.Name,
        AccountType = found.Account.Type,
        DomainId = new(found.Domain.Uuid),
        Role = Identity.RoleOf(found.Account.Type),
        IsEnabled = found.User.State == AccountState.Enabled && found.Account.State == AccountState.Enabled && found.User.Id != Identity.SystemUserId,
    };

    private bool TryRecall<TKey, T>(ConcurrentDictionary<TKey, Remembered<T>> memory, TKey key, out T? value) where TKey : notnull where T : class
    {
        var known = memory.TryGetValue(key, out var remembered) && time.GetElapsedTime(remembered.At) < Fresh;
        value = known ? remembered.Value : null;
        return known;
    }

    private T Remember<TKey, T>(ConcurrentDictionary<TKey, Remembered<T>> memory, TKey key, T value) where TKey : notnull where T : class
    {
        if (memory.Count >= MostRemembered)
        {
            memory.Clear();
        }
        memory[key] = new(value, time.GetTimestamp());
        return value;
    }

    private readonly record struct Remembered<T>(T Value, long At) where T : class;

    private sealed record Found(UserRow User, AccountRow Account, DomainRow Domain);
}
