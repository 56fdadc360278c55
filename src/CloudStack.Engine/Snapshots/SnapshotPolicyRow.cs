using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("snapshot_policy")]
internal sealed class SnapshotPolicyRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long VolumeId { get; set; }
    public SnapshotInterval Interval { get; set; }
    public string Schedule { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public int MaxSnaps { get; set; }

    /// <summary>When it is due next; whoever moves it on, of all servers, takes that run.</summary>
    public DateTimeOffset NextRun { get; set; }

    public DateTimeOffset Created { get; set; }
}
