namespace CloudStack;

/// <summary>An account.</summary>
[View("account")]
public sealed record Account
{
    /// <summary>The account.</summary>
    public AccountId Id { get; init; }
}
