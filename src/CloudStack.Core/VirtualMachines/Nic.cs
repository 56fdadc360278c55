namespace CloudStack;

/// <summary>A network interface of a virtual machine.</summary>
[View("nic")]
public sealed record Nic
{
    /// <summary>Its id.</summary>
    public NicId Id { get; init; }

    /// <summary>Its network.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>Its network's name.</summary>
    public string? NetworkName { get; init; }

    /// <summary>IPv4 netmask.</summary>
    public string? Netmask { get; init; }

    /// <summary>IPv4 gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>IPv4 address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>How it is isolated, for example <c>vlan://100</c>; administrators only.</summary>
    public string? IsolationUri { get; init; }

    /// <summary>Broadcast domain, for example <c>vlan://100</c>; administrators only.</summary>
    public string? BroadcastUri { get; init; }

    /// <summary>Kind of traffic, for example <c>Guest</c>.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Kind of guest network.</summary>
    public GuestType? Type { get; init; }

    /// <summary>Whether it is the default interface.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>IPv6 gateway.</summary>
    public string? Ip6Gateway { get; init; }

    /// <summary>IPv6 range of the network.</summary>
    public string? Ip6Cidr { get; init; }

    /// <summary>IPv6 address.</summary>
    public string? Ip6Address { get; init; }
}
