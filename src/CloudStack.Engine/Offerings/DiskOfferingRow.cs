using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("disk_offering")]
internal sealed class DiskOfferingRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public string DisplayText { get; set; } = "";
    public string? UniqueName { get; set; }
    public long SizeBytes { get; set; }
    public bool IsCustom { get; set; }
    public string? StorageTags { get; set; }
    public bool UseLocalStorage { get; set; }
    public long? DomainId { get; set; }
    public int SortKey { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
