using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("image_store")]
internal sealed class ImageStoreRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long? ZoneId { get; set; }
    public string Name { get; set; } = "";
    public string Protocol { get; set; } = "";
    public string Url { get; set; } = "";
    public bool ReadOnly { get; set; }
    public long CapacityBytes { get; set; }
    public long UsedBytes { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
