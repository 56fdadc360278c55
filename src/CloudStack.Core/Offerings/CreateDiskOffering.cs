namespace CloudStack;

/// <summary>Creates a disk offering for data volumes.</summary>
/// <param name="DisplayText">Description for users.</param>
/// <param name="Name">Display name.</param>
[Command("createDiskOffering", Access = Role.Admin, Event = EventType.DiskOfferingCreate, LegacyClass = "admin.offering.CreateDiskOfferingCmd")]
public sealed record CreateDiskOffering([property: Length(4096)] string DisplayText, string Name) : ICommand<DiskOffering>
{
    /// <summary>Whether users choose the size; false by default.</summary>
    public bool? Customized { get; init; }

    /// <summary>Size in GiB; needed unless customized.</summary>
    public long? DiskSize { get; init; }

    /// <summary>Domain that alone may use it; without it, everyone.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary><c>shared</c> (the default) or <c>local</c>.</summary>
    public string? StorageType { get; init; }

    /// <summary>Tags, separated by commas, that the storage pool must have.</summary>
    [Length(4096)]
    public string? Tags { get; init; }
}
