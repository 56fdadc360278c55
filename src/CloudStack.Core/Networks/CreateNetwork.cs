namespace CloudStack;

/// <summary>Makes a guest network. An isolated one is set up when its first virtual machine starts.</summary>
/// <param name="DisplayText">Description.</param>
/// <param name="Name">Name.</param>
/// <param name="NetworkOfferingId">Offering, which sets the services and whether it is isolated or shared; must be Enabled.</param>
/// <param name="ZoneId">Zone; must be enabled unless the caller is a root administrator.</param>
[Command("createNetwork", Access = Role.Everyone, Event = EventType.NetworkCreate, LegacyClass = "user.network.CreateNetworkCmd")]
public sealed record CreateNetwork(
    string DisplayText,
    string Name,
    NetworkOfferingId NetworkOfferingId,
    ZoneId ZoneId) : ICommand<Network>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Who may use a shared network: Account or Domain (administrators only).</summary>
    public string? AclType { get; init; }

    /// <summary>Domain of the owning account; alone, and with the access Domain, the domain whose accounts may use a shared network.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Last IPv4 address of a shared network; without it, <see cref="StartIp"/> alone.</summary>
    public string? EndIp { get; init; }

    /// <summary>Last IPv6 address of a shared network; without it, <see cref="StartIpv6"/> alone.</summary>
    public string? EndIpv6 { get; init; }

    /// <summary>IPv4 gateway; required for a shared network and in a VPC.</summary>
    public string? Gateway { get; init; }

    /// <summary>IPv6 range of a shared network, with a prefix of 64 bits or more.</summary>
    public string? Ip6Cidr { get; init; }

    /// <summary>IPv6 gateway of a shared network.</summary>
    public string? Ip6Gateway { get; init; }

    /// <summary>IPv4 netmask; goes together with the gateway.</summary>
    public string? Netmask { get; init; }

    /// <summary>DNS domain of the virtual machines; without it, the owner's.</summary>
    public string? NetworkDomain { get; init; }

    /// <summary>Physical network to put it on; needed where the zone has several that would do.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>First IPv4 address of a shared network.</summary>
    public string? StartIp { get; init; }

    /// <summary>First IPv6 address of a shared network.</summary>
    public string? StartIpv6 { get; init; }

    /// <summary>For a network of a domain, whether the domains below may use it.</summary>
    public bool? SubdomainAccess { get; init; }

    /// <summary>VLAN number; administrators only, where the offering asks for one.</summary>
    public string? Vlan { get; init; }

    /// <summary>VPC to make it a tier of.</summary>
    [Owned]
    public VpcId? VpcId { get; init; }
}
