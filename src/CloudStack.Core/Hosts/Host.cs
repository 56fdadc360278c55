namespace CloudStack;

/// <summary>A host: a hypervisor, or a server or device that the cloud speaks to.</summary>
[View("host")]
public sealed record Host
{
    /// <summary>The host.</summary>
    public HostId Id { get; init; }

    /// <summary>Name, as the host gives it.</summary>
    public string? Name { get; init; }

    /// <summary>State of the connection.</summary>
    public HostStatus? State { get; init; }

    /// <summary>When it was last disconnected.</summary>
    public DateTimeOffset? Disconnected { get; init; }

    /// <summary>Type; <c>Routing</c> is a hypervisor.</summary>
    public string? Type { get; init; }

    /// <summary>Guest OS category that is placed here by preference.</summary>
    public GuestOsCategoryId? OsCategoryId { get; init; }

    /// <summary>Name of that category.</summary>
    public string? OsCategoryName { get; init; }

    /// <summary>Private address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Name of the zone.</summary>
    public string? ZoneName { get; init; }

    /// <summary>The pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Name of the pod.</summary>
    public string? PodName { get; init; }

    /// <summary>Version of the agent or driver.</summary>
    public string? Version { get; init; }

    /// <summary>Kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>CPUs.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>MHz of each CPU.</summary>
    public long? CpuSpeed { get; init; }

    /// <summary>Percentage of the CPU that is promised to VMs.</summary>
    public string? CpuAllocated { get; init; }

    /// <summary>Percentage of the CPU that is in use.</summary>
    public string? CpuUsed { get; init; }

    /// <summary>MHz to promise, after overprovisioning.</summary>
    public string? CpuWithOverprovisioning { get; init; }

    /// <summary>Load average of the CPU.</summary>
    public long? AverageLoad { get; init; }

    /// <summary>KiB received.</summary>
    public long? NetworkKbsRead { get; init; }

    /// <summary>KiB sent.</summary>
    public long? NetworkKbsWrite { get; init; }

    /// <summary>Bytes of memory.</summary>
    public long? MemoryTotal { get; init; }

    /// <summary>Bytes of memory that are promised to VMs.</summary>
    public long? MemoryAllocated { get; init; }

    /// <summary>Bytes of memory that are in use.</summary>
    public long? MemoryUsed { get; init; }

    /// <summary>Bytes of its disks.</summary>
    public long? DiskSizeTotal { get; init; }

    /// <summary>Bytes of its disks that are promised to volumes.</summary>
    public long? DiskSizeAllocated { get; init; }

    /// <summary>What it can do, separated by commas, for example <c>hvm</c>.</summary>
    public string? Capabilities { get; init; }

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset? LastPinged { get; init; }

    /// <summary>Number of the management server that is connected to it.</summary>
    public long? ManagementServerId { get; init; }

    /// <summary>The cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>Name of the cluster.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Type of the cluster.</summary>
    public string? ClusterType { get; init; }

    /// <summary>Whether it offers its own disks to VMs.</summary>
    public bool? IsLocalStorageActive { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was removed.</summary>
    public DateTimeOffset? Removed { get; init; }

    /// <summary>What may happen to it next, separated by semicolons.</summary>
    public string? Events { get; init; }

    /// <summary>Tags, separated by commas.</summary>
    public string? HostTags { get; init; }

    /// <summary>For a migration: whether the VM fits.</summary>
    public bool? HasEnoughCapacity { get; init; }

    /// <summary>For a migration: whether the VM may go there.</summary>
    public bool? SuitableForMigration { get; init; }

    /// <summary>What the administrator wants of it.</summary>
    public HostResourceState? ResourceState { get; init; }

    /// <summary>Version of the hypervisor.</summary>
    public string? HypervisorVersion { get; init; }

    /// <summary>Whether it is reserved for restarts.</summary>
    public bool? HaHost { get; init; }
}
