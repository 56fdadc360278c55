using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("resource_count")]
internal sealed class ResourceCountRow
{
    public long Id { get; set; }
    public OwnerKind OwnerKind { get; set; }
    public long OwnerId { get; set; }
    public int Type { get; set; }
    public long Count { get; set; }
}
