namespace CloudStack;

/// <summary>An invitation to join a project, for an account or for whoever reads an e-mail.</summary>
[View("projectinvitation")]
public sealed record ProjectInvitation
{
    /// <summary>Its id.</summary>
    public ProjectInvitationId Id { get; init; }

    /// <summary>The project.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>The project's name.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the project.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>That domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>Name of the invited account; null for one by e-mail that nobody has accepted.</summary>
    public string? Account { get; init; }

    /// <summary>Address that the invitation was sent to; null when an account was invited.</summary>
    public string? Email { get; init; }

    /// <summary>State.</summary>
    public ProjectInvitationState? State { get; init; }
}
