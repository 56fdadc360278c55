namespace CloudStack;

/// <summary>A network.</summary>
[View("network")]
public sealed record Network
{
    /// <summary>Its id.</summary>
    public NetworkId Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Description.</summary>
    public string? DisplayText { get; init; }

    /// <summary>How its traffic is kept apart, for example <c>Vlan</c>.</summary>
    public string? BroadcastDomainType { get; init; }

    /// <summary>Kind of traffic, for example <c>Guest</c>.</summary>
    public string? TrafficType { get; init; }

    /// <summary>IPv4 gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>IPv4 netmask.</summary>
    public string? Netmask { get; init; }

    /// <summary>IPv4 range.</summary>
    public string? Cidr { get; init; }

    /// <summary>Its zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Its zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary>Its offering.</summary>
    public NetworkOfferingId? NetworkOfferingId { get; init; }

    /// <summary>Its offering's name.</summary>
    public string? NetworkOfferingName { get; init; }

    /// <summary>Its offering's description.</summary>
    public string? NetworkOfferingDisplayText { get; init; }

    /// <summary>Its offering's availability: <c>Required</c> or <c>Optional</c>.</summary>
    public string? NetworkOfferingAvailability { get; init; }

    /// <summary>Whether it is for system use.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>State.</summary>
    public NetworkState? State { get; init; }

    /// <summary>The network that it is part of; usually itself.</summary>
    public NetworkId? Related { get; init; }

    /// <summary>Broadcast domain, for example <c>vlan://100</c>; administrators only.</summary>
    public string? BroadcastUri { get; init; }

    /// <summary>First DNS server.</summary>
    public string? Dns1 { get; init; }

    /// <summary>Second DNS server.</summary>
    public string? Dns2 { get; init; }

    /// <summary>Who is on it.</summary>
    public GuestType? Type { get; init; }

    /// <summary>VLAN number; administrators only.</summary>
    public string? Vlan { get; init; }

    /// <summary>Who may use it: <c>Account</c> or <c>Domain</c>.</summary>
    public string? AclType { get; init; }

    /// <summary>For a network of a domain, whether the domains below may use it.</summary>
    public bool? SubdomainAccess { get; init; }

    /// <summary>Name of the owning account; null when a project owns it.</summary>
    public string? Account { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether it is the default network of its zone.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Services that it offers, with their providers.</summary>
    public IReadOnlyList<NetworkService> Service { get; init; } = [];

    /// <summary>DNS domain of its virtual machines.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>Physical network that carries it.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Whether it must be restarted for a change to take effect.</summary>
    public bool? RestartRequired { get; init; }

    /// <summary>Whether addresses come from ranges that an administrator gives.</summary>
    public bool? SpecifyIpRanges { get; init; }

    /// <summary>VPC that it is a tier of.</summary>
    public VpcId? VpcId { get; init; }

    /// <summary>Whether virtual machines can be deployed on it.</summary>
    public bool? CanUseForDeploy { get; init; }

    /// <summary>Whether it stays up without virtual machines.</summary>
    public bool? IsPersistent { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];

    /// <summary>IPv6 gateway.</summary>
    public string? Ip6Gateway { get; init; }

    /// <summary>IPv6 range.</summary>
    public string? Ip6Cidr { get; init; }
}
