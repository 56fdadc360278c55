namespace CloudStack;

/// <summary>A range of public, shared or pod guest addresses.</summary>
[View("vlaniprange")]
public sealed record VlanIpRange
{
    /// <summary>The range.</summary>
    public VlanIpRangeId Id { get; init; }

    /// <summary>Whether it is a public range; otherwise it belongs to a shared network.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>VLAN number or <c>untagged</c>.</summary>
    public string? Vlan { get; init; }

    /// <summary>Account that alone gets addresses of it.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of that account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of that domain.</summary>
    public string? Domain { get; init; }

    /// <summary>The pod, for guest addresses of a basic zone.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Name of the pod.</summary>
    public string? PodName { get; init; }

    /// <summary>IPv4 gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>IPv4 netmask.</summary>
    public string? Netmask { get; init; }

    /// <summary>Text of the address range.</summary>
    public string? Description { get; init; }

    /// <summary>First IPv4 address.</summary>
    public string? StartIp { get; init; }

    /// <summary>Last IPv4 address.</summary>
    public string? EndIp { get; init; }

    /// <summary>The network.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>Project that alone gets addresses of it.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of that project.</summary>
    public string? Project { get; init; }

    /// <summary>The physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>First IPv6 address.</summary>
    public string? StartIpv6 { get; init; }

    /// <summary>Last IPv6 address.</summary>
    public string? EndIpv6 { get; init; }

    /// <summary>IPv6 gateway.</summary>
    public string? Ip6Gateway { get; init; }

    /// <summary>IPv6 network.</summary>
    public string? Ip6Cidr { get; init; }
}
