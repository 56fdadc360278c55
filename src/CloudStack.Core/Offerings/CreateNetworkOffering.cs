namespace CloudStack;

/// <summary>Creates a network offering: the services that a network has, and who provides each. It starts disabled.</summary>
/// <param name="DisplayText">Description for users.</param>
/// <param name="GuestIpType"><c>Isolated</c> or <c>Shared</c>; see <see cref="GuestType"/>.</param>
/// <param name="Name">Unique among the network offerings.</param>
/// <param name="SupportedServices">Services of the networks, for example <c>Dhcp</c> and <c>SourceNat</c>.</param>
/// <param name="TrafficType">Kind of traffic; <c>Guest</c>.</param>
[Command("createNetworkOffering", Access = Role.Admin, Event = EventType.NetworkOfferingCreate,
    LegacyClass = "admin.network.CreateNetworkOfferingCmd", Since = "3.0.0")]
public sealed record CreateNetworkOffering(
    string DisplayText,
    string GuestIpType,
    string Name,
    IReadOnlyList<string> SupportedServices,
    string TrafficType) : ICommand<NetworkOffering>
{
    /// <summary><c>Optional</c> (the default) or <c>Required</c>.</summary>
    public string? Availability { get; init; }

    /// <summary>Whether one public address may serve several services; true by default.</summary>
    public bool? ConserveMode { get; init; }

    /// <summary>Whether networks are set up when created and stay without VMs; false by default, isolated networks only.</summary>
    public bool? IsPersistent { get; init; }

    /// <summary>Bandwidth in megabits a second; -1 for no limit.</summary>
    public int? NetworkRate { get; init; }

    /// <summary>Capabilities of services, one entry for each, for example a redundant router for <c>SourceNat</c>.</summary>
    [MapKeys("service", "capabilitytype", "capabilityvalue")]
    public IReadOnlyList<ServiceCapabilityEntry>? ServiceCapabilityList { get; init; }

    /// <summary>System offering of the networks' routers.</summary>
    public ServiceOfferingId? ServiceOfferingId { get; init; }

    /// <summary>Who provides each service, one entry for each pair. A service without an entry gets its default provider.</summary>
    [MapKeys("service", "provider")]
    public IReadOnlyList<ServiceProviderEntry>? ServiceProviderList { get; init; }

    /// <summary>Whether networks take address ranges of their own; false by default.</summary>
    public bool? SpecifyIpRanges { get; init; }

    /// <summary>Whether the administrator chooses the VLAN of each network; false by default.</summary>
    public bool? SpecifyVlan { get; init; }

    /// <summary>Tag of the physical network to use.</summary>
    [Length(4096)]
    public string? Tags { get; init; }
}
