namespace CloudStack;

/// <summary>Lists domains.</summary>
[Command("listDomains", Access = Role.Admins, CountsAll = true, LegacyClass = "admin.domain.ListDomainsCmd")]
public sealed record ListDomains : IListCommand<Domain>
{
    /// <summary>Only this one.</summary>
    [Owned]
    public DomainId? Id { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Only those at this depth; ROOT is 0.</summary>
    public int? Level { get; init; }

    /// <summary>Whether domain administrators see the domains below theirs too, not only their own.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only those of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }
}
