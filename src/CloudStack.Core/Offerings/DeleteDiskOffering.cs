namespace CloudStack;

/// <summary>Deletes a disk offering. Volumes that use it keep it.</summary>
/// <param name="Id">The offering.</param>
[Command("deleteDiskOffering", Access = Role.Admin, Event = EventType.DiskOfferingDelete, LegacyClass = "admin.offering.DeleteDiskOfferingCmd")]
public sealed record DeleteDiskOffering(DiskOfferingId Id) : ICommand<Success>;
