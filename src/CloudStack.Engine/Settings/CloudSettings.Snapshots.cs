namespace CloudStack.Engine;

internal sealed partial class CloudSettings
{
    [Setting("snapshot.delta.max", "Incremental snapshots between two full ones.",
        Category = SettingCategory.Snapshots, Component = SettingComponent.None)]
    public int SnapshotDeltaMax { get; init; } = 16;

    [Setting("snapshot.max.daily", "Most daily snapshots that a policy keeps of a volume.",
        Category = SettingCategory.Snapshots, Component = SettingComponent.None)]
    public int SnapshotMaxDaily { get; init; } = 8;

    [Setting("snapshot.max.hourly", "Most hourly snapshots that a policy keeps of a volume.",
        Category = SettingCategory.Snapshots, Component = SettingComponent.None)]
    public int SnapshotMaxHourly { get; init; } = 8;

    [Setting("snapshot.max.monthly", "Most monthly snapshots that a policy keeps of a volume.",
        Category = SettingCategory.Snapshots, Component = SettingComponent.None)]
    public int SnapshotMaxMonthly { get; init; } = 8;

    [Setting("snapshot.max.weekly", "Most weekly snapshots that a policy keeps of a volume.",
        Category = SettingCategory.Snapshots, Component = SettingComponent.None)]
    public int SnapshotMaxWeekly { get; init; } = 8;

    [Setting("snapshot.poll.interval", "Seconds between two looks at which snapshots are due.",
        Category = SettingCategory.Snapshots, Component = SettingComponent.None, MustBePositive = true)]
    public int SnapshotPollInterval { get; init; } = 300;
}
