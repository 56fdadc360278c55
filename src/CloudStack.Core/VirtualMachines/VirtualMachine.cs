namespace CloudStack;

/// <summary>A virtual machine.</summary>
[View("virtualmachine")]
public sealed record VirtualMachine
{
    /// <summary>Its id.</summary>
    public VirtualMachineId Id { get; init; }

    /// <summary>Host name; unique on its networks.</summary>
    public string? Name { get; init; }

    /// <summary>Name to show.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Name of the owning account; null when a project owns it.</summary>
    public string? Account { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>State.</summary>
    public VirtualMachineState? State { get; init; }

    /// <summary>Whether it is restarted elsewhere when its host fails.</summary>
    public bool? HaEnable { get; init; }

    /// <summary>Its instance group.</summary>
    public InstanceGroupId? GroupId { get; init; }

    /// <summary>Its instance group's name.</summary>
    public string? Group { get; init; }

    /// <summary>Its zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Its zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary>Host where it runs; administrators only.</summary>
    public HostId? HostId { get; init; }

    /// <summary>That host's name; administrators only.</summary>
    public string? HostName { get; init; }

    /// <summary>Template that it was made from.</summary>
    public TemplateId? TemplateId { get; init; }

    /// <summary>The template's name.</summary>
    public string? TemplateName { get; init; }

    /// <summary>The template's description.</summary>
    public string? TemplateDisplayText { get; init; }

    /// <summary>Whether its password can be reset.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>ISO attached to it.</summary>
    public TemplateId? IsoId { get; init; }

    /// <summary>The ISO's name.</summary>
    public string? IsoName { get; init; }

    /// <summary>The ISO's description.</summary>
    public string? IsoDisplayText { get; init; }

    /// <summary>Its compute offering.</summary>
    public ServiceOfferingId? ServiceOfferingId { get; init; }

    /// <summary>The offering's name.</summary>
    public string? ServiceOfferingName { get; init; }

    /// <summary>Whether its guest network is an isolated one.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>Number of cores.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>Speed of a core in MHz.</summary>
    public int? CpuSpeed { get; init; }

    /// <summary>Memory in MiB.</summary>
    public int? Memory { get; init; }

    /// <summary>Processor time used, in per cent with the sign, for example <c>12.5%</c>.</summary>
    public string? CpuUsed { get; init; }

    /// <summary>Received on the network, in KiB.</summary>
    public long? NetworkKbsRead { get; init; }

    /// <summary>Sent on the network, in KiB.</summary>
    public long? NetworkKbsWrite { get; init; }

    /// <summary>Guest operating system type.</summary>
    public GuestOsId? GuestOsId { get; init; }

    /// <summary>Device number of its root volume.</summary>
    public long? RootDeviceId { get; init; }

    /// <summary>Kind of storage of its root volume.</summary>
    public string? RootDeviceType { get; init; }

    /// <summary>Its security groups.</summary>
    public IReadOnlyList<SecurityGroup> SecurityGroup { get; init; } = [];

    /// <summary>Its affinity groups: their ids, names, types and descriptions.</summary>
    public IReadOnlyList<AffinityGroup> AffinityGroup { get; init; } = [];

    /// <summary>Its password; only in the result of the job that set it.</summary>
    public string? Password { get; init; }

    /// <summary>Its network interfaces.</summary>
    public IReadOnlyList<Nic> Nic { get; init; } = [];

    /// <summary>Kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Public address with static NAT to it.</summary>
    public PublicIpId? PublicIpId { get; init; }

    /// <summary>That address.</summary>
    public string? PublicIp { get; init; }

    /// <summary>Name on the hypervisor; administrators only.</summary>
    [Since("3.0.1")]
    public string? InstanceName { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];

    /// <summary>Name of its SSH key pair.</summary>
    public string? KeyPair { get; init; }
}
