namespace CloudStack;

/// <summary>Finds a user by API key.</summary>
/// <param name="UserApiKey">The API key.</param>
[Command("getUser", Access = Role.Admin, LegacyClass = "admin.user.GetUserCmd")]
public sealed record GetUser(string UserApiKey) : ICommand<User>;
