namespace CloudStack;

/// <summary>
/// Makes a data volume from a disk offering or a snapshot. Its id is returned with the job; storage is given to it when it is attached.
/// </summary>
/// <param name="Name">Name to show.</param>
[Command("createVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeCreate, JobInstance = "Volume",
    LegacyClass = "user.volume.CreateVolumeCmd")]
public sealed record CreateVolume(string Name) : ICreateCommand<Volume>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Offering that sets the size, or leaves it open; required without a snapshot.</summary>
    [Owned]
    public DiskOfferingId? DiskOfferingId { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Size in GiB; only when the offering leaves it open, and then required.</summary>
    public long? Size { get; init; }

    /// <summary>Snapshot to make it from, which sets size and zone; excludes <see cref="DiskOfferingId"/>.</summary>
    [Owned]
    public SnapshotId? SnapshotId { get; init; }

    /// <summary>Zone of a volume that is not made from a snapshot.</summary>
    public ZoneId? ZoneId { get; init; }
}
