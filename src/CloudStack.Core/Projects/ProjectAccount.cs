namespace CloudStack;

/// <summary>An account as a member of a project.</summary>
[View("projectaccount")]
public sealed record ProjectAccount
{
    /// <summary>The project.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>The project's name.</summary>
    public string? Project { get; init; }

    /// <summary>The account.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>The account's name.</summary>
    public string? Account { get; init; }

    /// <summary>Its type: a number of <see cref="CloudStack.AccountType"/>.</summary>
    public short? AccountType { get; init; }

    /// <summary>What it may do: <c>Admin</c> or <c>Regular</c>.</summary>
    public string? Role { get; init; }

    /// <summary>The account's domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>That domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>The account's users.</summary>
    public IReadOnlyList<User> User { get; init; } = [];
}
