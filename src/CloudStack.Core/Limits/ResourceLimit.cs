namespace CloudStack;

/// <summary>How many resources of one kind may be owned.</summary>
[View("resourcelimit")]
public sealed record ResourceLimit
{
    /// <summary>Account that it is for; null when it is for a domain or a project.</summary>
    public string? Account { get; init; }

    /// <summary>Domain, or that of the account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>That domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>Kind, as a number: 0 VMs, 1 public addresses, 2 volumes, 3 snapshots, 4 templates and ISOs, 5 projects, 6 networks, 7 VPCs.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The limit; -1 means none.</summary>
    public long? Max { get; init; }

    /// <summary>Project that it is for.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>That project's name.</summary>
    public string? Project { get; init; }
}
