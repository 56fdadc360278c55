namespace CloudStack;

/// <summary>Enables a user who was disabled or locked.</summary>
/// <param name="Id">The user; not one of the system's.</param>
[Command("enableUser", Access = Role.Admins, Event = EventType.UserEnable, LegacyClass = "admin.user.EnableUserCmd")]
public sealed record EnableUser([property: Owned(AccessType.Modify)] UserId Id) : ICommand<User>;
