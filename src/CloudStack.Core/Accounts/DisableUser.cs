namespace CloudStack;

/// <summary>Disables a user, who can then neither log in nor use the API.</summary>
/// <param name="Id">The user; not one of the system's.</param>
[Command("disableUser", Access = Role.Admins, Runs = Runs.AsJob, Event = EventType.UserDisable, JobInstance = "User",
    LegacyClass = "admin.user.DisableUserCmd")]
public sealed record DisableUser([property: Owned(AccessType.Modify)] UserId Id) : ICommand<User>;
