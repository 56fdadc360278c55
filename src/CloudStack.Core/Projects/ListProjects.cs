namespace CloudStack;

/// <summary>Lists the projects that an account is in; with <see cref="ListAll"/>, an administrator's whole tree.</summary>
[Command("listProjects", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.project.ListProjectsCmd", Since = "3.0.0")]
public sealed record ListProjects : IListCommand<Project>, IOwnerFiltered
{
    /// <summary>Only those that this account is in; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only those with this text.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Only those of this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this one.</summary>
    public ProjectId? Id { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only what they are in; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Only the one of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those in this state: Active, Disabled or Suspended.</summary>
    public string? State { get; init; }

    /// <summary>Only items that carry all these tags.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
