using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("storage_pool_detail")]
internal sealed class StoragePoolDetailRow
{
    public long Id { get; set; }
    public long PoolId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
