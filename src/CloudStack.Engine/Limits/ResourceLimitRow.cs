using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("resource_limit")]
internal sealed class ResourceLimitRow
{
    public long Id { get; set; }
    public OwnerKind OwnerKind { get; set; }
    public long OwnerId { get; set; }
    public int Type { get; set; }
    public long Max { get; set; }
}
