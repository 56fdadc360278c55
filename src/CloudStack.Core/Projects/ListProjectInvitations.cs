namespace CloudStack;

/// <summary>Lists invitations to projects: those for an account, or those of a project.</summary>
[Command("listProjectInvitations", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.project.ListProjectInvitationsCmd", Since = "3.0.0")]
public sealed record ListProjectInvitations : IListCommand<ProjectInvitation>, IOwnerFiltered
{
    /// <summary>Only those for this account; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Whether to show only those that can still be answered.</summary>
    public bool? ActiveOnly { get; init; }

    /// <summary>Only those of this domain's projects, and with <see cref="IsRecursive"/> of those below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this one.</summary>
    public ProjectInvitationId? Id { get; init; }

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

    /// <summary>Only those to this project: all of them for its accounts, only its own for another account.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only those in this state: Pending, Completed, Expired or Declined.</summary>
    public string? State { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
