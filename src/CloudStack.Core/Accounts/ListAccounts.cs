namespace CloudStack;

/// <summary>Lists accounts. Users see their own.</summary>
[Command("listAccounts", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.account.ListAccountsCmd")]
public sealed record ListAccounts : IListCommand<Account>
{
    /// <summary>Only those of this type, a number of <see cref="CloudStack.AccountType"/>.</summary>
    public long? AccountType { get; init; }

    /// <summary>Only those in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this one.</summary>
    public AccountId? Id { get; init; }

    /// <summary>Whether something of them is still to be deleted.</summary>
    public bool? IsCleanupRequired { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only the one of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those in this state: enabled, disabled or locked.</summary>
    public string? State { get; init; }
}
