using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("snapshot")]
internal sealed class SnapshotRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public long VolumeId { get; set; }
    public long ZoneId { get; set; }
    public string Name { get; set; } = "";
    public SnapshotState State { get; set; }

    /// <summary>What kind of policy took it; null for a manual one.</summary>
    public SnapshotInterval? Interval { get; set; }

    public long? PolicyId { get; set; }
    public long? DiskOfferingId { get; set; }
    public string Hypervisor { get; set; } = "";

    /// <summary>The host that backs it up.</summary>
    public long? HostId { get; set; }

    public long? StoreId { get; set; }
    public string? Path { get; set; }
    public string Format { get; set; } = "";
    public long SizeBytes { get; set; }
    public long PhysicalSizeBytes { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
