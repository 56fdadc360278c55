namespace CloudStack.Parity;

/// <summary>The id type for each response class that 4.1 declares as a parameter's entity.</summary>
internal static class EntityIds
{
    public static IReadOnlyDictionary<string, Type> ByResponseClass { get; } = new Dictionary<string, Type>
    {
        ["AccountResponse"] = typeof(AccountId),
        ["AlertResponse"] = typeof(AlertId),
        ["AsyncJobResponse"] = typeof(JobId),
        ["ClusterResponse"] = typeof(ClusterId),
        ["DiskOfferingResponse"] = typeof(DiskOfferingId),
        ["DomainResponse"] = typeof(DomainId),
        ["DomainRouterResponse"] = typeof(VirtualMachineId),
        ["EventResponse"] = typeof(EventId),
        ["GuestOSCategoryResponse"] = typeof(GuestOsCategoryId),
        ["GuestOSResponse"] = typeof(GuestOsId),
        ["HostResponse"] = typeof(HostId),
        ["HypervisorCapabilitiesResponse"] = typeof(HypervisorCapabilitiesId),
        ["InstanceGroupResponse"] = typeof(InstanceGroupId),
        ["IPAddressResponse"] = typeof(PublicIpId),
        ["IsoVmResponse"] = typeof(TemplateId),
        ["NetworkOfferingResponse"] = typeof(NetworkOfferingId),
        ["NetworkResponse"] = typeof(NetworkId),
        ["NicResponse"] = typeof(NicId),
        ["PhysicalNetworkResponse"] = typeof(PhysicalNetworkId),
        ["PodResponse"] = typeof(PodId),
        ["ProjectAccountResponse"] = typeof(ProjectId),
        ["ProjectResponse"] = typeof(ProjectId),
        ["ProviderResponse"] = typeof(NetworkServiceProviderId),
        ["SecurityGroupResponse"] = typeof(SecurityGroupId),
        ["SecurityGroupRuleResponse"] = typeof(SecurityGroupRuleId),
        ["ServiceOfferingResponse"] = typeof(ServiceOfferingId),
        ["SnapshotResponse"] = typeof(SnapshotId),
        ["SnapshotPolicyResponse"] = typeof(SnapshotPolicyId),
        ["StorageNetworkIpRangeResponse"] = typeof(StorageNetworkIpRangeId),
        ["StoragePoolResponse"] = typeof(StoragePoolId),
        ["SystemVmResponse"] = typeof(VirtualMachineId),
        ["TemplatePermissionsResponse"] = typeof(TemplateId),
        ["TemplateResponse"] = typeof(TemplateId),
        ["TrafficTypeResponse"] = typeof(TrafficTypeEntryId),
        ["UserResponse"] = typeof(UserId),
        ["UserVmResponse"] = typeof(VirtualMachineId),
        ["VlanIpRangeResponse"] = typeof(VlanIpRangeId),
        ["VolumeResponse"] = typeof(VolumeId),
        ["VpcResponse"] = typeof(VpcId),
        ["ZoneResponse"] = typeof(ZoneId),
    };
}
