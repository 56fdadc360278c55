namespace CloudStack;

/// <summary>Has snapshots of a volume taken again and again. A volume has one policy a kind of interval: another one takes its place.</summary>
/// <param name="IntervalType">HOURLY, DAILY, WEEKLY or MONTHLY.</param>
/// <param name="MaxSnaps">How many snapshots are kept; from 1 up to the setting <c>snapshot.max.hourly</c> and its like.</param>
/// <param name="Schedule">When: <c>MM</c>, <c>MM:HH</c>, <c>MM:HH:D</c> with 1 for Sunday to 7, or <c>MM:HH:DD</c> with a day from 1 to 28.</param>
/// <param name="TimeZone">Time zone of the schedule, for example Europe/Berlin or GMT+5:30.</param>
/// <param name="VolumeId">The volume.</param>
[Command("createSnapshotPolicy", Access = Role.Everyone, LegacyClass = "user.snapshot.CreateSnapshotPolicyCmd")]
public sealed record CreateSnapshotPolicy(
    string IntervalType,
    int MaxSnaps,
    string Schedule,
    string TimeZone,
    [property: Owned(AccessType.Modify)] VolumeId VolumeId) : ICommand<SnapshotPolicy>;
