namespace CloudStack;

/// <summary>Changes a domain; what is not given stays.</summary>
/// <param name="Id">The domain; ROOT cannot be renamed.</param>
[Command("updateDomain", Access = Role.Admin, Event = EventType.DomainUpdate, LegacyClass = "admin.domain.UpdateDomainCmd")]
public sealed record UpdateDomain(DomainId Id) : ICommand<Domain>
{
    /// <summary>New name; unique below its parent.</summary>
    public string? Name { get; init; }

    /// <summary>New DNS domain of its networks; empty takes it away.</summary>
    public string? NetworkDomain { get; init; }
}
