namespace CloudStack;

/// <summary>Begins counting requests anew, on the management server that is asked.</summary>
[Command("resetApiLimit", Access = Role.Admin, LegacyClass = "admin.ratelimit.ResetApiLimitCmd")]
public sealed record ResetApiLimit : ICommand<Success>
{
    /// <summary>The account; without it all accounts.</summary>
    [Owned]
    public AccountId? Account { get; init; }
}
