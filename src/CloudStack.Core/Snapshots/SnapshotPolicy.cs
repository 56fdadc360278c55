namespace CloudStack;

/// <summary>A snapshot policy: how often snapshots of a volume are taken, and how many are kept.</summary>
[View("snapshotpolicy")]
public sealed record SnapshotPolicy
{
    /// <summary>Its id.</summary>
    public SnapshotPolicyId Id { get; init; }

    /// <summary>The volume.</summary>
    public VolumeId? VolumeId { get; init; }

    /// <summary>When: <c>MM</c>, <c>MM:HH</c>, <c>MM:HH:D</c> (1 is Sunday) or <c>MM:HH:DD</c>.</summary>
    public string? Schedule { get; init; }

    /// <summary>How often: 0 hourly, 1 daily, 2 weekly, 3 monthly.</summary>
    public short? IntervalType { get; init; }

    /// <summary>How many snapshots are kept.</summary>
    public int? MaxSnaps { get; init; }

    /// <summary>Time zone of the schedule.</summary>
    public string? TimeZone { get; init; }
}
