namespace CloudStack;

/// <summary>Lists the types that affinity groups can have.</summary>
[Command("listAffinityGroupTypes", Access = Role.Everyone, CountsAll = true)]
public sealed record ListAffinityGroupTypes : IListCommand<AffinityGroupType>
{
    /// <summary>Only types with this text in their name.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }
}
