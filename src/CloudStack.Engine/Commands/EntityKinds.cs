using System.Collections.Frozen;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>One kind of entity that commands name by id: what to call it and where to find it. Null for kinds that this release has none of.</summary>
internal sealed record EntityKind(string Noun, Func<Db, Guid, Task<IEntityRow?>>? Find)
{
    /// <summary>The UUID of a row by its number, which clients of 4.1 may give instead.</summary>
    public Func<Db, long, Task<Guid?>>? FindNumber { get; init; }
}

/// <summary>For each id type, the kind of entity.</summary>
internal static class EntityKinds
{
    public static FrozenDictionary<Type, EntityKind> All { get; } = new Dictionary<Type, EntityKind>
    {
        [typeof(ZoneId)] = Kind<ZoneRow>("zone"),
        [typeof(PodId)] = Kind<PodRow>("pod"),
        [typeof(ClusterId)] = Kind<ClusterRow>("cluster"),
        [typeof(HostId)] = Kind<HostRow>("host"),
        [typeof(StoragePoolId)] = Kind<StoragePoolRow>("storage pool"),
        [typeof(ImageStoreId)] = Kind<ImageStoreRow>("image store"),
        [typeof(PhysicalNetworkId)] = Kind<PhysicalNetworkRow>("physical network"),
        [typeof(TrafficTypeEntryId)] = Kind<TrafficTypeRow>("traffic type"),
        [typeof(NetworkServiceProviderId)] = Kind<NetworkServiceProviderRow>("network service provider"),
        [typeof(VlanIpRangeId)] = Kind<VlanIpRangeRow>("VLAN IP range"),
        [typeof(StorageNetworkIpRangeId)] = Kind<StorageIpRangeRow>("storage network IP range"),
        [typeof(PublicIpId)] = Kind<IpAddressRow>("public IP address"),
        [typeof(DomainId)] = Kind<DomainRow>("domain"),
        [typeof(AccountId)] = Kind<AccountRow>("account"),
        [typeof(UserId)] = Kind<UserRow>("user"),
        [typeof(ProjectId)] = Kind<ProjectRow>("project"),
        [typeof(ProjectInvitationId)] = Kind<ProjectInvitationRow>("project invitation"),
        [typeof(ServiceOfferingId)] = Kind<ServiceOfferingRow>("service offering"),
        [typeof(DiskOfferingId)] = Kind<DiskOfferingRow>("disk offering"),
        [typeof(NetworkOfferingId)] = Kind<NetworkOfferingRow>("network offering"),
        [typeof(VpcOfferingId)] = Kind<VpcOfferingRow>("VPC offering"),
        [typeof(GuestOsId)] = Kind<GuestOsRow>("guest OS type"),
        [typeof(GuestOsCategoryId)] = Kind<GuestOsCategoryRow>("guest OS category"),
        [typeof(HypervisorCapabilitiesId)] = Kind<HypervisorCapabilitiesRow>("hypervisor capabilities entry"),
        [typeof(TemplateId)] = Kind<TemplateRow>("template"),
        [typeof(VirtualMachineId)] = Kind<VirtualMachineRow>("virtual machine"),
        [typeof(NicId)] = Kind<NicRow>("NIC"),
        [typeof(VolumeId)] = Kind<VolumeRow>("volume"),
        [typeof(SnapshotId)] = Kind<SnapshotRow>("snapshot"),
        [typeof(SnapshotPolicyId)] = Kind<SnapshotPolicyRow>("snapshot policy"),
        [typeof(CapacityReservationId)] = Kind<CapacityReservationRow>("capacity reservation"),
        [typeof(InstanceGroupId)] = Kind<InstanceGroupRow>("instance group"),
        [typeof(AffinityGroupId)] = Kind<AffinityGroupRow>("affinity group"),
        [typeof(NetworkId)] = Kind<NetworkRow>("network"),
        [typeof(VpcId)] = new("VPC", null),
        [typeof(SecurityGroupId)] = new("security group", null),
        [typeof(JobId)] = Kind<JobRow>("job"),
        [typeof(EventId)] = Kind<EventRow>("event"),
        [typeof(AlertId)] = Kind<AlertRow>("alert"),
        [typeof(NetworkDeviceId)] = new("network device", null),
        [typeof(TrafficMonitorId)] = new("traffic monitor", null),
        [typeof(S3StoreId)] = new("S3 store", null),
    }.ToFrozenDictionary();

    private static EntityKind Kind<T>(string noun) where T : class, IEntityRow => new(noun, async (db, uuid) => await db.FindAsync<T>(uuid))
    {
        FindNumber = async (db, number) => (await db.FindAsync<T>(number))?.Uuid,
    };
}
