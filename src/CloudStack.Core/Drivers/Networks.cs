namespace CloudStack.Drivers;

/// <summary>Names a network to an element.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its display name, for people.</param>
public sealed record NetworkRef(NetworkId Id, string Name);

/// <summary>The whole desired state of a network, as far as one provider serves it.</summary>
public sealed record NetworkSpec
{
    /// <summary>Which network.</summary>
    public required NetworkRef Network { get; init; }

    /// <summary>Its zone.</summary>
    public required ZoneId ZoneId { get; init; }

    /// <summary>Kind of traffic, for example <c>Guest</c>.</summary>
    public required string TrafficType { get; init; }

    /// <summary>The services that this provider has to provide, for example <c>Dhcp</c>.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Where it runs: <c>vlan://600</c>, <c>vlan://untagged</c>, or null for the untagged network.</summary>
    public string? BroadcastUri { get; init; }

    /// <summary>IPv4 network, for example <c>10.1.1.0/24</c>, or null.</summary>
    public string? Cidr { get; init; }

    /// <summary>IPv4 gateway, or null.</summary>
    public string? Gateway { get; init; }

    /// <summary>IPv6 network, or null.</summary>
    public string? Ip6Cidr { get; init; }

    /// <summary>IPv6 gateway, or null.</summary>
    public string? Ip6Gateway { get; init; }

    /// <summary>Domain of the host names, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>Name servers that guests are referred to.</summary>
    public IReadOnlyList<string> NameServers { get; init; } = [];

    /// <summary>The NICs on it, running or not, for DHCP, DNS and user data.</summary>
    public IReadOnlyList<NetworkLease> Leases { get; init; } = [];
}

/// <summary>A NIC on a network, as an element sees it.</summary>
/// <param name="Vm">Its VM.</param>
/// <param name="HostName">Host name of the VM.</param>
/// <param name="MacAddress">MAC address in lower case with colons.</param>
public sealed record NetworkLease(VirtualMachineId Vm, string HostName, string MacAddress)
{
    /// <summary>IPv4 address, or null.</summary>
    public string? IpAddress { get; init; }

    /// <summary>IPv6 address, or null.</summary>
    public string? Ip6Address { get; init; }

    /// <summary>Whether it is the VM's default NIC, which gets the default route.</summary>
    public bool IsDefault { get; init; }
}
