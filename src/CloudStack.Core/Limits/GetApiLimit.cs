namespace CloudStack;

/// <summary>Tells how many requests the caller's account may still make. Only the API counts them, and not those of root administrators.</summary>
[Command("getApiLimit", Access = Role.Everyone, LegacyClass = "user.ratelimit.GetApiLimitCmd")]
public sealed record GetApiLimit : ICommand<ApiLimit>;
