namespace CloudStack;

/// <summary>Makes a virtual machine from a template or ISO, and starts it unless told otherwise. Its id is returned with the job.</summary>
/// <param name="ServiceOfferingId">Compute offering.</param>
/// <param name="TemplateId">Template, or bootable ISO, that is ready in the zone.</param>
/// <param name="ZoneId">Zone to deploy in; must be enabled unless the caller is a root administrator.</param>
[Command("deployVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmCreate, CreateEvent = EventType.VmCreate,
    JobInstance = "VirtualMachine", LegacyClass = "user.vm.DeployVMCmd")]
public sealed record DeployVirtualMachine(
    [property: Owned] ServiceOfferingId ServiceOfferingId,
    [property: Owned] TemplateId TemplateId,
    ZoneId ZoneId) : ICreateCommand<VirtualMachine>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Affinity groups of the owner to put it in; excludes <see cref="AffinityGroupNames"/>.</summary>
    [Owned]
    public IReadOnlyList<AffinityGroupId>? AffinityGroupIds { get; init; }

    /// <summary>The same by name.</summary>
    public IReadOnlyList<string>? AffinityGroupNames { get; init; }

    /// <summary>For a template: a data disk to add. For an ISO: the offering of the root disk, and required.</summary>
    [Owned]
    public DiskOfferingId? DiskOfferingId { get; init; }

    /// <summary>Name to show; without it, the host name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the instance group to put it in; made when there is none.</summary>
    public string? Group { get; init; }

    /// <summary>Host to start on; root administrators only.</summary>
    public HostId? HostId { get; init; }

    /// <summary>
    /// Capacity that was reserved for this virtual machine: it is started on the host of the reservation, which then is used up. It must be the owner's, of
    /// the same size and zone. Where that host cannot take it after all, another one does.
    /// </summary>
    [Owned(AccessType.Modify)]
    public CapacityReservationId? ReservationId { get; init; }

    /// <summary>Kind of hypervisor; required for an ISO, and otherwise that of the template.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>IPv6 address on the default network.</summary>
    public string? Ip6Address { get; init; }

    /// <summary>IPv4 address on the default network; without it, a free one.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Addresses to take, network by network; excludes <see cref="NetworkIds"/> and <see cref="IpAddress"/>.</summary>
    [MapKeys("networkid", "ip", "ipv6")]
    public IReadOnlyList<RequestedAddress>? IpToNetworkList { get; init; }

    /// <summary>Keyboard layout of the console, for example <c>us</c>.</summary>
    public string? Keyboard { get; init; }

    /// <summary>Name of the owner's SSH key pair to log in with.</summary>
    public string? KeyPair { get; init; }

    /// <summary>
    /// Host name: 1 to 63 letters, digits and hyphens, not starting with a digit or a hyphen; unique on its networks. Without it, the id.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// Networks in order; the first is the default. Without them, in an advanced zone, the owner's only isolated network, made if need be.
    /// </summary>
    [Owned]
    public IReadOnlyList<NetworkId>? NetworkIds { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Security groups of the owner; excludes <see cref="SecurityGroupNames"/>.</summary>
    [Owned]
    public IReadOnlyList<SecurityGroupId>? SecurityGroupIds { get; init; }

    /// <summary>The same by name.</summary>
    [Owned]
    public IReadOnlyList<string>? SecurityGroupNames { get; init; }

    /// <summary>Size in GiB of a disk whose offering leaves the size open.</summary>
    public long? Size { get; init; }

    /// <summary>Whether to start it; true if not said.</summary>
    public bool? StartVm { get; init; }

    /// <summary>User data in base64; at most 2048 characters.</summary>
    [Length(2048)]
    public string? UserData { get; init; }
}
