namespace CloudStack;

/// <summary>Counts again what is owned, and answers the counts.</summary>
/// <param name="DomainId">The domain, or that of the account.</param>
[Command("updateResourceCount", Access = Role.Admins, LegacyClass = "user.resource.UpdateResourceCountCmd")]
public sealed record UpdateResourceCount([property: Owned] DomainId DomainId) : ICommand<ListResult<ResourceCount>>
{
    /// <summary>The account; without it, the domain is meant.</summary>
    public string? Account { get; init; }

    /// <summary>The project; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Only this kind: 0 VMs, 1 public addresses, 2 volumes, 3 snapshots, 4 templates and ISOs, 5 projects, 6 networks, 7 VPCs.</summary>
    public int? ResourceType { get; init; }
}
