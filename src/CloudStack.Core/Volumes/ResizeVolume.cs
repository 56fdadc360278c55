namespace CloudStack;

/// <summary>Changes the size of a data volume, or its disk offering.</summary>
[Command("resizeVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeResize, JobInstance = "Volume",
    LegacyClass = "user.volume.ResizeVolumeCmd")]
public sealed record ResizeVolume : ICommand<Volume>
{
    /// <summary>Offering that it shall have; its storage tags are those of the present one.</summary>
    [Owned]
    public DiskOfferingId? DiskOfferingId { get; init; }

    /// <summary>The volume; a data volume that is Ready or Allocated. Needed.</summary>
    [Owned(AccessType.Modify)]
    public VolumeId? Id { get; init; }

    /// <summary>Whether it may become smaller, which destroys what lies beyond the new size.</summary>
    public bool? ShrinkOk { get; init; }

    /// <summary>Size in GiB; only with an offering that leaves it open.</summary>
    public long? Size { get; init; }
}
