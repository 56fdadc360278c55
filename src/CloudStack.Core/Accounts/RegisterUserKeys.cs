namespace CloudStack;

/// <summary>Gives a user new API keys. The old ones stop working.</summary>
/// <param name="Id">The user.</param>
[Command("registerUserKeys", Access = Role.Everyone, Event = EventType.RegisterUserKey, LegacyClass = "admin.user.RegisterCmd")]
public sealed record RegisterUserKeys([property: Owned(AccessType.Modify)] UserId Id) : ICommand<UserKeys>;
