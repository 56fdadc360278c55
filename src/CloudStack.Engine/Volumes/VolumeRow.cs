using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("volume")]
internal sealed class VolumeRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Name { get; set; } = "";
    public VolumeType Type { get; set; }
    public VolumeState State { get; set; }
    public long ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? PoolId { get; set; }
    public long? LastPoolId { get; set; }
    public long? VmId { get; set; }
    public int? DeviceId { get; set; }
    public long SizeBytes { get; set; }
    public long? DiskOfferingId { get; set; }
    public long? ServiceOfferingId { get; set; }
    public long? TemplateId { get; set; }
    public long HoldsBytes { get; set; }
    public string? Path { get; set; }
    public string? Format { get; set; }

    /// <summary>The snapshot that it was made from.</summary>
    public long? SnapshotId { get; set; }

    /// <summary>The pool that it moves to, where it takes as much room as on its own.</summary>
    public long? TargetPoolId { get; set; }

    /// <summary>Where an uploaded volume is until it comes to a pool.</summary>
    public long? ImageStoreId { get; set; }

    public string? ImagePath { get; set; }
    public DateTimeOffset? Attached { get; set; }
    public DateTimeOffset Updated { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
