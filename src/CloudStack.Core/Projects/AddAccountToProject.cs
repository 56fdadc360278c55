namespace CloudStack;

/// <summary>Adds an account to a project, or invites it where invitations are required.</summary>
/// <param name="ProjectId">The project; the caller must be one of its administrators.</param>
[Command("addAccountToProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectAccountAdd,
    LegacyClass = "user.account.AddAccountToProjectCmd", Since = "3.0.0")]
public sealed record AddAccountToProject([property: Owned(AccessType.Modify)] ProjectId ProjectId) : ICommand<Success>
{
    /// <summary>Name of an account in the project's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Address to send an invitation to; instead of an account, where invitations are required.</summary>
    public string? Email { get; init; }
}
