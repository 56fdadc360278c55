namespace CloudStack;

/// <summary>Lists users.</summary>
[Command("listUsers", Access = Role.Admins, CountsAll = true, LegacyClass = "admin.user.ListUsersCmd")]
public sealed record ListUsers : IListCommand<User>, IOwnerFiltered
{
    /// <summary>Only those of this account; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only those of accounts of this type, a number of <see cref="CloudStack.AccountType"/>.</summary>
    public long? AccountType { get; init; }

    /// <summary>Only those in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this one.</summary>
    public UserId? Id { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those in this state: enabled, disabled or locked.</summary>
    public string? State { get; init; }

    /// <summary>Only the one of this name.</summary>
    public string? UserName { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
