namespace CloudStack;

/// <summary>Lists tags.</summary>
[Command("listTags", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.tag.ListTagsCmd", Since = "4.0.0")]
public sealed record ListTags : IListCommand<ResourceTag>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only those with this free text.</summary>
    public string? Customer { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only those with this key.</summary>
    public string? Key { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only what this project owns; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only those on this resource.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Only those on this kind of resource.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Only those with this value.</summary>
    public string? Value { get; init; }
}
