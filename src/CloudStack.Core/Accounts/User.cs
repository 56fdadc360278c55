namespace CloudStack;

/// <summary>A user: who logs in, on behalf of an account.</summary>
[View("user")]
public sealed record User
{
    /// <summary>Its id.</summary>
    public UserId Id { get; init; }

    /// <summary>Name to log in with; unique in the domain.</summary>
    public string? UserName { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>State.</summary>
    public AccountState? State { get; init; }

    /// <summary>Its account's name.</summary>
    public string? Account { get; init; }

    /// <summary>Its account's type: a number of <see cref="CloudStack.AccountType"/>.</summary>
    public short? AccountType { get; init; }

    /// <summary>Its domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Its domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>Time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>API key; where the caller may see it.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Secret key; where the caller may see it.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Its account.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Whether its domain is below the caller's.</summary>
    public bool IsCallerChildDomain { get; init; }
}
