namespace CloudStack;

/// <summary>Moves a volume to another storage pool of its zone.</summary>
/// <param name="StorageId">The pool to move to.</param>
/// <param name="VolumeId">The volume; Ready, on shared storage, and not attached to a virtual machine that runs.</param>
[Command("migrateVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeMigrate, LegacyClass = "user.volume.MigrateVolumeCmd", Since = "3.0.0")]
public sealed record MigrateVolume(
    StoragePoolId StorageId,
    [property: Owned(AccessType.Modify)] VolumeId VolumeId) : ICommand<Volume>;
