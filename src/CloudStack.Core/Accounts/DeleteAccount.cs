namespace CloudStack;

/// <summary>Deletes an account with all that it owns. What cannot be deleted at once is tried again later.</summary>
/// <param name="Id">The account; not one of the system's, and not the caller's own.</param>
[Command("deleteAccount", Access = Role.ResourceAdmins, Runs = Runs.AsJob, Event = EventType.AccountDelete, JobInstance = "Account",
    LegacyClass = "admin.account.DeleteAccountCmd")]
public sealed record DeleteAccount([property: Owned(AccessType.Modify)] AccountId Id) : ICommand<Success>;
