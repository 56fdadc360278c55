namespace CloudStack;

/// <summary>Lists limits: how many resources of each kind an account, a domain or a project may own.</summary>
[Command("listResourceLimits", Access = Role.Everyone, LegacyClass = "user.resource.ListResourceLimitsCmd")]
public sealed record ListResourceLimits : IListCommand<ResourceLimit>, IOwnerFiltered
{
    /// <summary>Limits of this account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Limits of this domain, or of the account in it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Kept from older releases: the number of one limit. Use the resource type.</summary>
    public long? Id { get; init; }

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

    /// <summary>Limits of this project; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only this kind: 0 VMs, 1 public addresses, 2 volumes, 3 snapshots, 4 templates and ISOs, 5 projects, 6 networks, 7 VPCs.</summary>
    public int? ResourceType { get; init; }
}
