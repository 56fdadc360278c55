namespace CloudStack;

/// <summary>Deletes a data volume for good.</summary>
/// <param name="Id">The volume; not attached.</param>
[Command("deleteVolume", Access = Role.Everyone, Event = EventType.VolumeDelete, LegacyClass = "user.volume.DeleteVolumeCmd")]
public sealed record DeleteVolume([property: Owned(AccessType.Modify)] VolumeId Id) : ICommand<Success>;
