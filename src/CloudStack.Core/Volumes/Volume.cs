namespace CloudStack;

/// <summary>A volume.</summary>
[View("volume")]
public sealed record Volume
{
    /// <summary>Its id.</summary>
    public VolumeId Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Its zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary>What it is for.</summary>
    public VolumeType? Type { get; init; }

    /// <summary>Device number on its virtual machine; 0 is the root.</summary>
    public long? DeviceId { get; init; }

    /// <summary>Virtual machine that it is attached to.</summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>That VM's host name.</summary>
    public string? VmName { get; init; }

    /// <summary>That VM's name to show.</summary>
    public string? VmDisplayName { get; init; }

    /// <summary>That VM's state.</summary>
    public VirtualMachineState? VmState { get; init; }

    /// <summary>Size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>State.</summary>
    public VolumeState? State { get; init; }

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

    /// <summary><c>shared</c> or <c>local</c>.</summary>
    public string? StorageType { get; init; }

    /// <summary>Kind of hypervisor that can use it.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Disk offering of a data volume.</summary>
    public DiskOfferingId? DiskOfferingId { get; init; }

    /// <summary>The disk offering's name.</summary>
    public string? DiskOfferingName { get; init; }

    /// <summary>The disk offering's description.</summary>
    public string? DiskOfferingDisplayText { get; init; }

    /// <summary>Name of the pool that holds it; administrators only.</summary>
    public string? Storage { get; init; }

    /// <summary>Snapshot that it was made from.</summary>
    public SnapshotId? SnapshotId { get; init; }

    /// <summary>When it was attached.</summary>
    public DateTimeOffset? Attached { get; init; }

    /// <summary>Whether it is destroyed.</summary>
    public bool? Destroyed { get; init; }

    /// <summary>Compute offering of a root volume.</summary>
    public ServiceOfferingId? ServiceOfferingId { get; init; }

    /// <summary>The compute offering's name.</summary>
    public string? ServiceOfferingName { get; init; }

    /// <summary>The compute offering's description.</summary>
    public string? ServiceOfferingDisplayText { get; init; }

    /// <summary>Whether it can be downloaded.</summary>
    public bool? IsExtractable { get; init; }

    /// <summary>How its upload is doing, or why it failed.</summary>
    public string? Status { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
