namespace CloudStack;

/// <summary>Lists the accounts of a project.</summary>
/// <param name="ProjectId">The project.</param>
[Command("listProjectAccounts", Access = CloudStack.Role.Everyone, CountsAll = true, LegacyClass = "user.account.ListProjectAccountsCmd",
    Since = "3.0.0")]
public sealed record ListProjectAccounts([property: Owned] ProjectId ProjectId) : IListCommand<ProjectAccount>
{
    /// <summary>Only the one of this name.</summary>
    public string? Account { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those in this role: Admin or Regular.</summary>
    public string? Role { get; init; }
}
