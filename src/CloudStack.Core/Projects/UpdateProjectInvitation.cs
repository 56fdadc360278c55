namespace CloudStack;

/// <summary>Accepts or declines an invitation to a project.</summary>
/// <param name="ProjectId">The project.</param>
[Command("updateProjectInvitation", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectInvitationUpdate,
    LegacyClass = "user.project.UpdateProjectInvitationCmd", Since = "3.0.0")]
public sealed record UpdateProjectInvitation(ProjectId ProjectId) : ICommand<Success>
{
    /// <summary>Whether to accept; true when it is not said.</summary>
    public bool? Accept { get; init; }

    /// <summary>Name of the account that joins, in the project's domain, as any that joins; the caller's own when it is not said.</summary>
    public string? Account { get; init; }

    /// <summary>The token of an invitation that came by e-mail.</summary>
    public string? Token { get; init; }
}
