namespace CloudStack;

/// <summary>Changes a disk offering's name, description or place.</summary>
/// <param name="Id">The offering.</param>
[Command("updateDiskOffering", Access = Role.Admin, Event = EventType.DiskOfferingEdit, LegacyClass = "admin.offering.UpdateDiskOfferingCmd")]
public sealed record UpdateDiskOffering(DiskOfferingId Id) : ICommand<DiskOffering>
{
    /// <summary>Description for users.</summary>
    [Length(4096)]
    public string? DisplayText { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>Place in lists, ascending.</summary>
    public int? SortKey { get; init; }
}
