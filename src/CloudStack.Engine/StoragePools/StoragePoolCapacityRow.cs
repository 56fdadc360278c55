using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("storage_pool_capacity")]
internal sealed class StoragePoolCapacityRow
{
    public long PoolId { get; set; }
    public long ZoneId { get; set; }
    public long TotalBytes { get; set; }
    public long AllocatedBytes { get; set; }
}
