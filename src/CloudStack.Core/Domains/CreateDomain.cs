namespace CloudStack;

/// <summary>Makes a domain below another one.</summary>
/// <param name="Name">Name; unique below its parent.</param>
[Command("createDomain", Access = Role.Admin, Event = EventType.DomainCreate, LegacyClass = "admin.domain.CreateDomainCmd")]
public sealed record CreateDomain(string Name) : ICommand<Domain>
{
    /// <summary>UUID to give it, where another region has the same domain; without it, a new one.</summary>
    public string? DomainId { get; init; }

    /// <summary>DNS domain of its networks.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>Parent; ROOT if not said.</summary>
    [Owned]
    public DomainId? ParentDomainId { get; init; }
}
