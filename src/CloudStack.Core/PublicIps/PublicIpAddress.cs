namespace CloudStack;

/// <summary>An address of a public range or of a shared network, and who has it.</summary>
[View("publicipaddress")]
public sealed record PublicIpAddress
{
    /// <summary>The address's entry.</summary>
    public PublicIpId Id { get; init; }

    /// <summary>The address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Since when somebody has it.</summary>
    public DateTimeOffset? Allocated { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>The zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary>Whether its network's traffic leaves with this address.</summary>
    public bool? IsSourceNat { get; init; }

    /// <summary>Account that has it.</summary>
    public string? Account { get; init; }

    /// <summary>Project that has it.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of that project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of that domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether it is of a public range; otherwise it is of a shared network.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>The range that it is of; for administrators.</summary>
    public VlanIpRangeId? VlanId { get; init; }

    /// <summary>VLAN of the range; for administrators.</summary>
    public string? VlanName { get; init; }

    /// <summary>Whether it stands for one virtual machine.</summary>
    public bool? IsStaticNat { get; init; }

    /// <summary>Whether the cloud itself uses it.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Virtual machine that has it on a shared network or by static NAT.</summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>Its name.</summary>
    public string? VirtualMachineName { get; init; }

    /// <summary>Its display name.</summary>
    public string? VirtualMachineDisplayName { get; init; }

    /// <summary>Guest network that it serves.</summary>
    public NetworkId? AssociatedNetworkId { get; init; }

    /// <summary>Name of that network.</summary>
    public string? AssociatedNetworkName { get; init; }

    /// <summary>Network that its range is on.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>Where it is in its life.</summary>
    public IpAddressState? State { get; init; }

    /// <summary>Physical network of the range.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>What it is used for.</summary>
    public string? Purpose { get; init; }

    /// <summary>VPC that has it.</summary>
    public VpcId? VpcId { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
