namespace CloudStack;

/// <summary>
/// Creates a zone: the largest unit of the cloud, with networks, pods and stores of its own. It starts disabled unless said otherwise.
/// </summary>
/// <param name="Dns1">Public DNS server that VMs of the zone are told to use.</param>
/// <param name="InternalDns1">DNS server that hosts and system VMs use inside the data centre.</param>
/// <param name="Name">Unique among the zones.</param>
/// <param name="NetworkType"><c>Basic</c> or <c>Advanced</c>; see <see cref="ZoneNetworkType"/>. It cannot be changed later.</param>
[Command("createZone", Access = Role.Admin, Event = EventType.ZoneCreate, LegacyClass = "admin.zone.CreateZoneCmd")]
public sealed record CreateZone(string Dns1, string InternalDns1, string Name, string NetworkType) : ICommand<Zone>
{
    /// <summary><c>Enabled</c> or <c>Disabled</c> (the default); a disabled zone takes no new VMs except of root administrators.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Second public DNS server.</summary>
    public string? Dns2 { get; init; }

    /// <summary>DNS domain of the zone's guest networks.</summary>
    public string? Domain { get; init; }

    /// <summary>Domain that alone may use the zone; without it the zone is public.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>CIDR of isolated guest networks that are created without one of their own; advanced zones only.</summary>
    public string? GuestCidrAddress { get; init; }

    /// <summary>Second internal DNS server.</summary>
    public string? InternalDns2 { get; init; }

    /// <summary>Public DNS server with an IPv6 address.</summary>
    public string? Ip6Dns1 { get; init; }

    /// <summary>Second public DNS server with an IPv6 address.</summary>
    public string? Ip6Dns2 { get; init; }

    /// <summary>Whether VMs may use the disks of their host; false by default.</summary>
    public bool? LocalStorageEnabled { get; init; }

    /// <summary>Whether guest networks of the zone may have security groups; false by default.</summary>
    public bool? SecurityGroupEnabled { get; init; }
}
