using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("host_detail")]
internal sealed class HostDetailRow
{
    public long Id { get; set; }
    public long HostId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
