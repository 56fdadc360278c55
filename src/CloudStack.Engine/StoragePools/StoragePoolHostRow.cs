using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("storage_pool_host")]
internal sealed class StoragePoolHostRow
{
    public long Id { get; set; }
    public long PoolId { get; set; }
    public long HostId { get; set; }
    public string LocalPath { get; set; } = "";
}
