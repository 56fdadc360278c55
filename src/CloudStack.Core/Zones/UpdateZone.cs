namespace CloudStack;

/// <summary>Changes a zone. What is not named stays as it is.</summary>
/// <param name="Id">The zone.</param>
[Command("updateZone", Access = Role.Admin, Event = EventType.ZoneEdit, LegacyClass = "admin.zone.UpdateZoneCmd")]
public sealed record UpdateZone(ZoneId Id) : ICommand<Zone>
{
    /// <summary><c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Details to set, by key; the others stay.</summary>
    [MapKeys("key", "value")]
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Provider of DHCP in the zone's guest networks.</summary>
    public string? DhcpProvider { get; init; }

    /// <summary>Public DNS server that VMs of the zone are told to use.</summary>
    public string? Dns1 { get; init; }

    /// <summary>Second public DNS server; empty removes it.</summary>
    public string? Dns2 { get; init; }

    /// <summary>DNS search domains, in order.</summary>
    public IReadOnlyList<string>? DnsSearchOrder { get; init; }

    /// <summary>DNS domain of the zone's guest networks; networks that exist keep theirs.</summary>
    public string? Domain { get; init; }

    /// <summary>CIDR of isolated guest networks to come; refused while networks of the zone use the old one.</summary>
    public string? GuestCidrAddress { get; init; }

    /// <summary>DNS server that hosts and system VMs use inside the data centre.</summary>
    public string? InternalDns1 { get; init; }

    /// <summary>Second internal DNS server.</summary>
    public string? InternalDns2 { get; init; }

    /// <summary>Public DNS server with an IPv6 address.</summary>
    public string? Ip6Dns1 { get; init; }

    /// <summary>Second public DNS server with an IPv6 address.</summary>
    public string? Ip6Dns2 { get; init; }

    /// <summary>True opens a dedicated zone to all domains; false changes nothing.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Whether VMs may use the disks of their host.</summary>
    public bool? LocalStorageEnabled { get; init; }

    /// <summary>New name, unique among the zones.</summary>
    public string? Name { get; init; }
}
