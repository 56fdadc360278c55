namespace CloudStack;

/// <summary>
/// Adds a range of addresses: public ones of a zone, ones of a shared network, or guest addresses of a pod. Either IPv4 or IPv6 or both.
/// </summary>
[Command("createVlanIpRange", Access = Role.Admin, Event = EventType.VlanIpRangeCreate, ObjectName = "vlan",
    LegacyClass = "admin.vlan.CreateVlanIpRangeCmd")]
public sealed record CreateVlanIpRange : ICommand<VlanIpRange>
{
    /// <summary>Account that alone gets addresses of the range; only for public ranges, with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Last IPv4 address; the same as the first by default.</summary>
    public string? EndIp { get; init; }

    /// <summary>Last IPv6 address; the same as the first by default.</summary>
    public string? EndIpv6 { get; init; }

    /// <summary>True (the default): a public range; false: a range of a shared network.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>IPv4 gateway; that of the network's other ranges when left out.</summary>
    public string? Gateway { get; init; }

    /// <summary>IPv6 network; at most 64 bits of prefix.</summary>
    public string? Ip6Cidr { get; init; }

    /// <summary>IPv6 gateway, inside the network.</summary>
    public string? Ip6Gateway { get; init; }

    /// <summary>IPv4 netmask.</summary>
    public string? Netmask { get; init; }

    /// <summary>Network that gets the range; without it, the public network of the zone, or its only shared one.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>Physical network that carries the traffic; needed when the zone has several.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Pod that gets guest addresses; basic zones only.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Project that alone gets addresses of the range; excludes an account.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>First IPv4 address; the range must not overlap others on the same VLAN.</summary>
    public string? StartIp { get; init; }

    /// <summary>First IPv6 address.</summary>
    public string? StartIpv6 { get; init; }

    /// <summary>VLAN number, or <c>untagged</c> (the default).</summary>
    public string? Vlan { get; init; }

    /// <summary>The zone; needed when no network or physical network is named.</summary>
    public ZoneId? ZoneId { get; init; }
}
