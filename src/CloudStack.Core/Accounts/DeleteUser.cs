namespace CloudStack;

/// <summary>Deletes a user; the account stays.</summary>
/// <param name="Id">The user; not one of the system's.</param>
[Command("deleteUser", Access = Role.ResourceAdmins, Event = EventType.UserDelete, LegacyClass = "admin.user.DeleteUserCmd")]
public sealed record DeleteUser([property: Owned(AccessType.Modify)] UserId Id) : ICommand<Success>;
