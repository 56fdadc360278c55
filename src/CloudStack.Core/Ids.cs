namespace CloudStack;

/// <summary>An identifier of one kind of entity. Every kind has its own type, so that a host's id cannot be passed where a pool's is asked for.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The UUID that clients see.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    /// <param name="value">The UUID.</param>
    static abstract TSelf From(Guid value);
}

/// <summary>Identifies a zone.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct ZoneId(Guid Value) : IEntityId<ZoneId>
{
    /// <summary>All zones at once, for the parameters that take it (<see cref="TakesAllAttribute"/>); <c>-1</c> on the wire.</summary>
    public static ZoneId All => new(Guid.AllBitsSet);

    /// <inheritdoc/>
    public static ZoneId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => this == All ? "-1" : Value.ToString();
}

/// <summary>Identifies a pod.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct PodId(Guid Value) : IEntityId<PodId>
{
    /// <inheritdoc/>
    public static PodId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a cluster.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct ClusterId(Guid Value) : IEntityId<ClusterId>
{
    /// <inheritdoc/>
    public static ClusterId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a hypervisor host.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct HostId(Guid Value) : IEntityId<HostId>
{
    /// <inheritdoc/>
    public static HostId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a primary storage pool.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct StoragePoolId(Guid Value) : IEntityId<StoragePoolId>
{
    /// <inheritdoc/>
    public static StoragePoolId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a secondary (image) store.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct ImageStoreId(Guid Value) : IEntityId<ImageStoreId>
{
    /// <inheritdoc/>
    public static ImageStoreId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a physical network.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct PhysicalNetworkId(Guid Value) : IEntityId<PhysicalNetworkId>
{
    /// <inheritdoc/>
    public static PhysicalNetworkId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a traffic type on a physical network.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct TrafficTypeEntryId(Guid Value) : IEntityId<TrafficTypeEntryId>
{
    /// <inheritdoc/>
    public static TrafficTypeEntryId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a service provider on a physical network.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct NetworkServiceProviderId(Guid Value) : IEntityId<NetworkServiceProviderId>
{
    /// <inheritdoc/>
    public static NetworkServiceProviderId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a range of public, shared or pod guest addresses.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct VlanIpRangeId(Guid Value) : IEntityId<VlanIpRangeId>
{
    /// <inheritdoc/>
    public static VlanIpRangeId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a range of storage-network addresses.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct StorageNetworkIpRangeId(Guid Value) : IEntityId<StorageNetworkIpRangeId>
{
    /// <inheritdoc/>
    public static StorageNetworkIpRangeId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a public address.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct PublicIpId(Guid Value) : IEntityId<PublicIpId>
{
    /// <inheritdoc/>
    public static PublicIpId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a domain.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct DomainId(Guid Value) : IEntityId<DomainId>
{
    /// <inheritdoc/>
    public static DomainId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an account.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct AccountId(Guid Value) : IEntityId<AccountId>
{
    /// <inheritdoc/>
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a user.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    /// <inheritdoc/>
    public static UserId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a project.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct ProjectId(Guid Value) : IEntityId<ProjectId>
{
    /// <summary>
    /// For lists that take a project: everything that belongs to projects. A user gets what is in the projects that it is a member of, an administrator
    /// what is in those of its domains. On the wire it is <c>-1</c>.
    /// </summary>
    public static ProjectId All { get; } = new(Guid.AllBitsSet);

    /// <inheritdoc/>
    public static ProjectId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an invitation to a project.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct ProjectInvitationId(Guid Value) : IEntityId<ProjectInvitationId>
{
    /// <inheritdoc/>
    public static ProjectInvitationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a compute or system offering.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct ServiceOfferingId(Guid Value) : IEntityId<ServiceOfferingId>
{
    /// <inheritdoc/>
    public static ServiceOfferingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a disk offering.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct DiskOfferingId(Guid Value) : IEntityId<DiskOfferingId>
{
    /// <inheritdoc/>
    public static DiskOfferingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a network offering.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct NetworkOfferingId(Guid Value) : IEntityId<NetworkOfferingId>
{
    /// <inheritdoc/>
    public static NetworkOfferingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a guest operating system type.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct GuestOsId(Guid Value) : IEntityId<GuestOsId>
{
    /// <inheritdoc/>
    public static GuestOsId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a category of guest operating systems.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct GuestOsCategoryId(Guid Value) : IEntityId<GuestOsCategoryId>
{
    /// <inheritdoc/>
    public static GuestOsCategoryId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a row of hypervisor capabilities.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct HypervisorCapabilitiesId(Guid Value) : IEntityId<HypervisorCapabilitiesId>
{
    /// <inheritdoc/>
    public static HypervisorCapabilitiesId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a template or ISO.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct TemplateId(Guid Value) : IEntityId<TemplateId>
{
    /// <inheritdoc/>
    public static TemplateId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a virtual machine.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct VirtualMachineId(Guid Value) : IEntityId<VirtualMachineId>
{
    /// <inheritdoc/>
    public static VirtualMachineId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a network interface of a virtual machine.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct NicId(Guid Value) : IEntityId<NicId>
{
    /// <inheritdoc/>
    public static NicId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a volume.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct VolumeId(Guid Value) : IEntityId<VolumeId>
{
    /// <inheritdoc/>
    public static VolumeId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a snapshot.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct SnapshotId(Guid Value) : IEntityId<SnapshotId>
{
    /// <inheritdoc/>
    public static SnapshotId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a snapshot policy.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct SnapshotPolicyId(Guid Value) : IEntityId<SnapshotPolicyId>
{
    /// <inheritdoc/>
    public static SnapshotPolicyId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies reserved capacity.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct CapacityReservationId(Guid Value) : IEntityId<CapacityReservationId>
{
    /// <inheritdoc/>
    public static CapacityReservationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a group of virtual machines.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct InstanceGroupId(Guid Value) : IEntityId<InstanceGroupId>
{
    /// <inheritdoc/>
    public static InstanceGroupId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an affinity group.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct AffinityGroupId(Guid Value) : IEntityId<AffinityGroupId>
{
    /// <inheritdoc/>
    public static AffinityGroupId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies the dedication of a zone, pod, cluster or host.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct DedicationId(Guid Value) : IEntityId<DedicationId>
{
    /// <inheritdoc/>
    public static DedicationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a network.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct NetworkId(Guid Value) : IEntityId<NetworkId>
{
    /// <inheritdoc/>
    public static NetworkId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a virtual private cloud.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct VpcId(Guid Value) : IEntityId<VpcId>
{
    /// <inheritdoc/>
    public static VpcId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a VPC offering.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct VpcOfferingId(Guid Value) : IEntityId<VpcOfferingId>
{
    /// <inheritdoc/>
    public static VpcOfferingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a security group.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct SecurityGroupId(Guid Value) : IEntityId<SecurityGroupId>
{
    /// <inheritdoc/>
    public static SecurityGroupId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a rule of a security group.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct SecurityGroupRuleId(Guid Value) : IEntityId<SecurityGroupRuleId>
{
    /// <inheritdoc/>
    public static SecurityGroupRuleId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an asynchronous job.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct JobId(Guid Value) : IEntityId<JobId>
{
    /// <inheritdoc/>
    public static JobId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an event.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct EventId(Guid Value) : IEntityId<EventId>
{
    /// <inheritdoc/>
    public static EventId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an alert.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct AlertId(Guid Value) : IEntityId<AlertId>
{
    /// <inheritdoc/>
    public static AlertId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an external network device.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct NetworkDeviceId(Guid Value) : IEntityId<NetworkDeviceId>
{
    /// <inheritdoc/>
    public static NetworkDeviceId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a traffic monitor.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct TrafficMonitorId(Guid Value) : IEntityId<TrafficMonitorId>
{
    /// <inheritdoc/>
    public static TrafficMonitorId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an S3 store.</summary>
/// <param name="Value">The UUID that clients see.</param>
public readonly record struct S3StoreId(Guid Value) : IEntityId<S3StoreId>
{
    /// <inheritdoc/>
    public static S3StoreId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
