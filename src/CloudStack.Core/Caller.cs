namespace CloudStack;

/// <summary>On whose behalf a command runs. The engine looks the user up at each call, so a disabled user is refused at once.</summary>
public sealed record Caller
{
    private Caller(UserId? user, bool isSystem)
    {
        User = user;
        IsSystem = isSystem;
    }

    /// <summary>The root administrator: user <c>admin</c> of account <c>admin</c> in the ROOT domain. What it creates, that account owns.</summary>
    public static Caller Root { get; } = new(null, false);

    /// <summary>The cloud itself (the built-in account <c>system</c>), with root's rights and no limits.</summary>
    public static Caller System { get; } = new(null, true);

    /// <summary>A user.</summary>
    /// <param name="user">The user's id.</param>
    public static Caller For(UserId user) => new(user, false);

    /// <summary>The user, or null for <see cref="Root"/> and <see cref="System"/>.</summary>
    public UserId? User { get; }

    /// <summary>Whether this is <see cref="System"/>.</summary>
    public bool IsSystem { get; }
}
