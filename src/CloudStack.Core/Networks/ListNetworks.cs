namespace CloudStack;

/// <summary>Lists networks that the caller owns or may use.</summary>
[Command("listNetworks", Access = Role.Everyone, LegacyClass = "user.network.ListNetworksCmd")]
public sealed record ListNetworks : IListCommand<Network>, IOwnerFiltered
{
    /// <summary>Only what this account owns; the name is looked up in <see cref="DomainId"/>, or in the caller's domain.</summary>
    public string? Account { get; init; }

    /// <summary>Only those with this kind of access: Account or Domain.</summary>
    public string? AclType { get; init; }

    /// <summary>Whether virtual machines can be deployed on them.</summary>
    public bool? CanUseForDeploy { get; init; }

    /// <summary>Only what is owned in this domain, and with <see cref="IsRecursive"/> below it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether they are tiers of a VPC.</summary>
    public bool? ForVpc { get; init; }

    /// <summary>Only this one.</summary>
    public NetworkId? Id { get; init; }

    /// <summary>Whether the domains below <see cref="DomainId"/> count too.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Whether they are for system use; administrators only.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Whether administrators see all that they may see, not only their own; for users it changes nothing.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those on this physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Only what this project owns; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Whether they must be restarted.</summary>
    public bool? RestartRequired { get; init; }

    /// <summary>Whether their addresses come from ranges that an administrator gives.</summary>
    public bool? SpecifyIpRanges { get; init; }

    /// <summary>Only those with all these services.</summary>
    public IReadOnlyList<string>? SupportedServices { get; init; }

    /// <summary>Only items that carry all these tags.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Only those for this kind of traffic.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Only those of this kind: Isolated or Shared.</summary>
    public string? Type { get; init; }

    /// <summary>Only the tiers of this VPC.</summary>
    public VpcId? VpcId { get; init; }

    /// <summary>Only those in this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}
