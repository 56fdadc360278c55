namespace CloudStack;

/// <summary>Locks a user, who can then neither log in nor use the API. The account is locked too when no other user of it is enabled.</summary>
/// <param name="Id">The user; not one of the system's.</param>
[Command("lockUser", Access = Role.Admins, Event = EventType.UserLock, LegacyClass = "admin.user.LockUserCmd")]
public sealed record LockUser([property: Owned(AccessType.Modify)] UserId Id) : ICommand<User>;
