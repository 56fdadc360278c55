namespace CloudStack;

/// <summary>Takes a snapshot of a volume. It belongs to the volume's owner.</summary>
/// <param name="VolumeId">The volume; Ready, attached or not.</param>
[Command("createSnapshot", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.SnapshotCreate, JobInstance = "Snapshot",
    LegacyClass = "user.snapshot.CreateSnapshotCmd")]
public sealed record CreateSnapshot([property: Owned(AccessType.Modify)] VolumeId VolumeId) : ICreateCommand<Snapshot>, IOwnerScoped
{
    /// <summary>Name of the volume's owner; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the volume's owner; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Policy of the volume that it counts for; without it the snapshot is a manual one.</summary>
    public SnapshotPolicyId? PolicyId { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
