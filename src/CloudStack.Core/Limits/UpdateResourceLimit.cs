namespace CloudStack;

/// <summary>Sets a limit for an account, a domain or a project.</summary>
/// <param name="ResourceType">Kind: 0 VMs, 1 public addresses, 2 volumes, 3 snapshots, 4 templates and ISOs, 5 projects, 6 networks, 7 VPCs.</param>
[Command("updateResourceLimit", Access = Role.Admins, LegacyClass = "user.resource.UpdateResourceLimitCmd")]
public sealed record UpdateResourceLimit(int ResourceType) : ICommand<ResourceLimit>
{
    /// <summary>The account; without it, the domain is meant.</summary>
    public string? Account { get; init; }

    /// <summary>The domain, or that of the account.</summary>
    [Owned]
    public DomainId? DomainId { get; init; }

    /// <summary>The limit; -1 means none, and so it does if not said. Not above that of the domain above.</summary>
    public long? Max { get; init; }

    /// <summary>The project; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
