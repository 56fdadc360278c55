namespace CloudStack;

/// <summary>Takes an account out of a project.</summary>
/// <param name="Account">Name of the account; not the owner of the project.</param>
/// <param name="ProjectId">The project; the caller must be one of its administrators.</param>
[Command("deleteAccountFromProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectAccountRemove,
    LegacyClass = "user.account.DeleteAccountFromProjectCmd", Since = "3.0.0")]
public sealed record DeleteAccountFromProject(string Account, [property: Owned(AccessType.Modify)] ProjectId ProjectId) : ICommand<Success>;
