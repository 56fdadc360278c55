namespace CloudStack;

/// <summary>Detaches a data volume, which is named either by its id or by its virtual machine and device number.</summary>
[Command("detachVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeDetach, JobInstance = "Volume",
    LegacyClass = "user.volume.DetachVolumeCmd")]
public sealed record DetachVolume : ICommand<Volume>
{
    /// <summary>Device number; goes together with <see cref="VirtualMachineId"/>.</summary>
    public long? DeviceId { get; init; }

    /// <summary>The volume; excludes the other two.</summary>
    [Owned(AccessType.Modify)]
    public VolumeId? Id { get; init; }

    /// <summary>The virtual machine; goes together with <see cref="DeviceId"/>.</summary>
    [Owned(AccessType.Modify)]
    public VirtualMachineId? VirtualMachineId { get; init; }
}
