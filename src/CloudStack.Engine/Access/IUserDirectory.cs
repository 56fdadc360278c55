namespace CloudStack.Engine;

/// <summary>
/// Who may speak to the cloud over a network: what a front end needs to turn a key, a password or a session into a <see cref="Caller"/>.
/// Answers may be up to a second old; the engine itself looks at the user anew with every command. Safe for concurrent use.
/// </summary>
public interface IUserDirectory
{
    /// <summary>The user of an API key, also one who is disabled; null when nobody has that key.</summary>
    /// <param name="apiKey">The key as the request has it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<ApiKeyHolder?> FindByApiKeyAsync(string apiKey, CancellationToken cancellationToken = default);

    /// <summary>A user, also one who is disabled; null when there is none, or it was removed.</summary>
    /// <param name="user">The user's id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<CloudUser?> FindAsync(UserId user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks a password. A wrong one counts; with the setting <c>incorrect.login.attempts.allowed</c> reached, the user is disabled. A right one sets
    /// the count back. Where an LDAP directory is configured, its password counts as well. Takes as long for an unknown user as for a known one.
    /// </summary>
    /// <param name="domain">Where the user is.</param>
    /// <param name="userName">Name of the user.</param>
    /// <param name="password">The password, or its MD5 as hex digits where <see cref="CloudOptions.AcceptMd5Passwords"/> allows that.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The user, or null when the login is refused, whatever the reason.</returns>
    Task<CloudUser?> LogInAsync(LoginDomain domain, string userName, string password, CancellationToken cancellationToken = default);

    /// <summary>The enabled user of a name whom somebody else has authenticated; null when there is none.</summary>
    /// <param name="domain">Where the user is.</param>
    /// <param name="userName">Name of the user.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<CloudUser?> LogInAsync(LoginDomain domain, string userName, CancellationToken cancellationToken = default);

    /// <summary>Leaves the event of a user who logs out.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task LogOutAsync(UserId user, CancellationToken cancellationToken = default);

    /// <summary>Forgets what was found, so that the next question sees the database. Call it after a command that changed users.</summary>
    void Forget();
}

/// <summary>A user as a front end sees it.</summary>
public sealed record CloudUser
{
    /// <summary>Its id.</summary>
    public required UserId Id { get; init; }

    /// <summary>Name to log in with.</summary>
    public required string UserName { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Time zone, as the user gave it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Token with which the user registers, while that is to be done.</summary>
    public string? RegistrationToken { get; init; }

    /// <summary>Its account.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>What the account is.</summary>
    public required AccountType AccountType { get; init; }

    /// <summary>The account's domain.</summary>
    public required DomainId DomainId { get; init; }

    /// <summary>Which commands it may call.</summary>
    public required Role Role { get; init; }

    /// <summary>Whether both user and account are enabled; if not, it may not do anything.</summary>
    public required bool IsEnabled { get; init; }
}

/// <summary>The user of an API key with the secret that signs its requests.</summary>
/// <param name="User">The user.</param>
/// <param name="SecretKey">The secret; null when there is none. Never log it.</param>
public sealed record ApiKeyHolder(CloudUser User, string? SecretKey)
{
    /// <summary>Says who, without the secret.</summary>
    public override string ToString() => User.UserName;
}

/// <summary>The domain of a login: by id, else by path, else ROOT.</summary>
/// <param name="Id">The domain's id.</param>
/// <param name="Path">Its path, with or without slashes at the ends.</param>
public sealed record LoginDomain(DomainId? Id, string? Path);
