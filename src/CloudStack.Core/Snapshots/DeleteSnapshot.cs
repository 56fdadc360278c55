namespace CloudStack;

/// <summary>Deletes a snapshot.</summary>
/// <param name="Id">The snapshot; BackedUp.</param>
[Command("deleteSnapshot", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.SnapshotDelete, JobInstance = "Snapshot",
    LegacyClass = "user.snapshot.DeleteSnapshotCmd")]
public sealed record DeleteSnapshot([property: Owned(AccessType.Modify)] SnapshotId Id) : ICommand<Success>;
