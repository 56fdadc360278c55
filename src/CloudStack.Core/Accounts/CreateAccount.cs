namespace CloudStack;

/// <summary>Makes an account and its first user.</summary>
/// <param name="AccountType">A number of <see cref="CloudStack.AccountType"/>; a root administrator only in ROOT.</param>
/// <param name="Email">The user's e-mail address.</param>
/// <param name="FirstName">The user's first name.</param>
/// <param name="LastName">The user's last name.</param>
/// <param name="Password">The user's password, in clear text.</param>
/// <param name="UserName">The user's name to log in with; unique in the domain.</param>
[Command("createAccount", Access = Role.ResourceAdmins, Event = EventType.AccountCreate, LegacyClass = "admin.account.CreateAccountCmd")]
public sealed record CreateAccount(
    short AccountType,
    string Email,
    string FirstName,
    string LastName,
    string Password,
    string UserName) : ICommand<Account>
{
    /// <summary>Name of the account; unique in the domain. Without it, the user name.</summary>
    public string? Account { get; init; }

    /// <summary>Details by name.</summary>
    public IReadOnlyDictionary<string, string>? AccountDetails { get; init; }

    /// <summary>UUID to give the account, where another region has the same one; without it, a new one.</summary>
    public string? AccountId { get; init; }

    /// <summary>Domain; ROOT if not said.</summary>
    [Owned]
    public DomainId? DomainId { get; init; }

    /// <summary>DNS domain of its networks.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>The user's time zone, for example <c>Europe/Vienna</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>UUID to give the user, where another region has the same one; without it, a new one.</summary>
    public string? UserId { get; init; }
}
