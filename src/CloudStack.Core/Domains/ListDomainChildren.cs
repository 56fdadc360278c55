namespace CloudStack;

/// <summary>Lists the domains below a domain.</summary>
[Command("listDomainChildren", Access = Role.Admins, CountsAll = true, LegacyClass = "admin.domain.ListDomainChildrenCmd")]
public sealed record ListDomainChildren : IListCommand<Domain>
{
    /// <summary>The domain above; without it, the caller's.</summary>
    [Owned]
    public DomainId? Id { get; init; }

    /// <summary>Whether to list all levels below, not only the next one; false if not said.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Without an id: whether to list all levels below the caller's domain.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only those of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }
}
