namespace CloudStack;

/// <summary>Makes a user of an account that there is.</summary>
/// <param name="Account">Name of the account.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Password">Password, in clear text.</param>
/// <param name="UserName">Name to log in with; unique in the domain.</param>
[Command("createUser", Access = Role.ResourceAdmins, Event = EventType.UserCreate, LegacyClass = "admin.user.CreateUserCmd")]
public sealed record CreateUser(string Account, string Email, string FirstName, string LastName, string Password, string UserName) : ICommand<User>
{
    /// <summary>Domain of the account; without it, the caller's.</summary>
    [Owned]
    public DomainId? DomainId { get; init; }

    /// <summary>Time zone, for example <c>Europe/Vienna</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>UUID to give the user, where another region has the same one; without it, a new one.</summary>
    public string? UserId { get; init; }
}
