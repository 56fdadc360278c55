namespace CloudStack;

/// <summary>Attaches a data volume to a virtual machine; one that has no storage yet gets it on a pool that the VM can use.</summary>
/// <param name="Id">The volume; a data volume that is Allocated, Ready or uploaded, and not attached.</param>
/// <param name="VirtualMachineId">The virtual machine; Running or Stopped, in the zone of the volume.</param>
[Command("attachVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeAttach, JobInstance = "Volume",
    LegacyClass = "user.volume.AttachVolumeCmd")]
public sealed record AttachVolume(
    [property: Owned(AccessType.Modify)] VolumeId Id,
    [property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<Volume>
{
    /// <summary>Device number: 1, 2 or 4 to 15; without it, the lowest free one.</summary>
    public long? DeviceId { get; init; }
}
