namespace CloudStack;

/// <summary>A zone.</summary>
[View("zone")]
public sealed record Zone
{
    /// <summary>The zone.</summary>
    public ZoneId Id { get; init; }

    /// <summary>Name, unique among the zones.</summary>
    public string? Name { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Public DNS server of its VMs.</summary>
    public string? Dns1 { get; init; }

    /// <summary>Second public DNS server.</summary>
    public string? Dns2 { get; init; }

    /// <summary>Public DNS server with an IPv6 address.</summary>
    public string? Ip6Dns1 { get; init; }

    /// <summary>Second public DNS server with an IPv6 address.</summary>
    public string? Ip6Dns2 { get; init; }

    /// <summary>DNS server inside the data centre; shown to administrators.</summary>
    public string? InternalDns1 { get; init; }

    /// <summary>Second DNS server inside the data centre; shown to administrators.</summary>
    public string? InternalDns2 { get; init; }

    /// <summary>VLANs of guest networks; 4.1 leaves it to the physical networks.</summary>
    public string? Vlan { get; init; }

    /// <summary>CIDR of isolated guest networks without one of their own; shown to administrators.</summary>
    public string? GuestCidrAddress { get; init; }

    /// <summary>Status; 4.1 does not fill it in.</summary>
    public string? Status { get; init; }

    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>DNS domain of its guest networks.</summary>
    public string? Domain { get; init; }

    /// <summary>Domain that alone may use it; null for a public zone.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of that domain.</summary>
    public string? DomainName { get; init; }

    /// <summary>Kind of networking.</summary>
    public ZoneNetworkType? NetworkType { get; init; }

    /// <summary>Whether its guest networks may have security groups.</summary>
    public bool SecurityGroupsEnabled { get; init; }

    /// <summary>Whether it takes new VMs.</summary>
    public AllocationState? AllocationState { get; init; }

    /// <summary>Token that another installation knows it by.</summary>
    public string? ZoneToken { get; init; }

    /// <summary>Provider of DHCP.</summary>
    public string? DhcpProvider { get; init; }

    /// <summary>Capacity of the zone by kind, when asked for.</summary>
    public IReadOnlyList<Capacity> Capacity { get; init; } = [];

    /// <summary>Whether VMs may use the disks of their host.</summary>
    public bool LocalStorageEnabled { get; init; }
}
