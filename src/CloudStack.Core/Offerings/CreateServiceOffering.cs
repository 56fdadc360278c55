namespace CloudStack;

/// <summary>Creates a compute offering, or a system offering for routers and other system VMs.</summary>
/// <param name="CpuNumber">CPUs; more than 0.</param>
/// <param name="CpuSpeed">MHz of each CPU; more than 0.</param>
/// <param name="DisplayText">Description for users.</param>
/// <param name="Memory">Memory in MiB; at least 32.</param>
/// <param name="Name">Display name.</param>
[Command("createServiceOffering", Access = Role.Admin, Event = EventType.ServiceOfferingCreate,
    LegacyClass = "admin.offering.CreateServiceOfferingCmd")]
public sealed record CreateServiceOffering(long CpuNumber, long CpuSpeed, string DisplayText, long Memory, string Name) : ICommand<ServiceOffering>
{
    /// <summary>Domain that alone may use it; without it, everyone.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Tags, separated by commas, that the host must have.</summary>
    public string? HostTags { get; init; }

    /// <summary>Whether it is for system VMs; false by default.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Whether VMs get no more CPU than offered even on an idle host; false by default.</summary>
    public bool? LimitCpuUse { get; init; }

    /// <summary>Bandwidth in megabits a second; -1 for no limit. Not for system offerings other than of routers.</summary>
    public int? NetworkRate { get; init; }

    /// <summary>Whether VMs are restarted elsewhere when their host fails; false by default.</summary>
    public bool? OfferHa { get; init; }

    /// <summary>Where root disks lie: <c>shared</c> (the default) or <c>local</c>.</summary>
    public string? StorageType { get; init; }

    /// <summary>For a system offering: <c>domainrouter</c>, <c>consoleproxy</c> or <c>secondarystoragevm</c>.</summary>
    public string? SystemVmType { get; init; }

    /// <summary>Tags, separated by commas, that the pool of the root disk must have.</summary>
    public string? Tags { get; init; }
}
