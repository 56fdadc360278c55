namespace CloudStack;

/// <summary>Takes an invitation back.</summary>
/// <param name="Id">The invitation; the caller must be an administrator of its project.</param>
[Command("deleteProjectInvitation", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectInvitationRemove,
    LegacyClass = "user.project.DeleteProjectInvitationCmd", Since = "3.0.0")]
public sealed record DeleteProjectInvitation([property: Owned(AccessType.Modify)] ProjectInvitationId Id) : ICommand<Success>;
