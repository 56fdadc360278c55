namespace CloudStack.Engine;

/// <summary>How often a policy takes snapshots; the numbers are those of 4.1.</summary>
internal enum SnapshotInterval
{
    Hourly = 0,
    Daily = 1,
    Weekly = 2,
    Monthly = 3,
}
