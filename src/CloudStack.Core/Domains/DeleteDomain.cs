namespace CloudStack;

/// <summary>Deletes a domain, which is Inactive until that is done.</summary>
/// <param name="Id">The domain; not ROOT.</param>
[Command("deleteDomain", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.DomainDelete, LegacyClass = "admin.domain.DeleteDomainCmd")]
public sealed record DeleteDomain(DomainId Id) : ICommand<Success>
{
    /// <summary>Whether to delete the accounts and domains in it too; without it, there must be none. False if not said.</summary>
    public bool? Cleanup { get; init; }
}
