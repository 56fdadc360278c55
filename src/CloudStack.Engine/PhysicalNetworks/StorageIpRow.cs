using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("storage_ip")]
internal sealed class StorageIpRow
{
    public long Id { get; set; }
    public long RangeId { get; set; }
    public string Address { get; set; } = "";
    public long MacNumber { get; set; }
    public long? NicId { get; set; }
    public DateTimeOffset? Taken { get; set; }
}
