namespace CloudStack;

/// <summary>Changes a user; what is not given stays.</summary>
/// <param name="Id">The user.</param>
[Command("updateUser", Access = Role.Everyone, Event = EventType.UserUpdate, LegacyClass = "admin.user.UpdateUserCmd")]
public sealed record UpdateUser([property: Owned(AccessType.Modify)] UserId Id) : ICommand<User>
{
    /// <summary>New e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>New first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>New last name.</summary>
    public string? LastName { get; init; }

    /// <summary>New password, in clear text.</summary>
    public string? Password { get; init; }

    /// <summary>New time zone, for example <c>Europe/Vienna</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>New API key; goes together with <see cref="UserSecretKey"/>.</summary>
    public string? UserApiKey { get; init; }

    /// <summary>New name to log in with; unique in the domain.</summary>
    public string? UserName { get; init; }

    /// <summary>New secret key; goes together with <see cref="UserApiKey"/>.</summary>
    public string? UserSecretKey { get; init; }
}
