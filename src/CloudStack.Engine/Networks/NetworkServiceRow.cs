using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("network_service")]
internal sealed class NetworkServiceRow
{
    public long Id { get; set; }
    public long NetworkId { get; set; }
    public string Service { get; set; } = "";
    public string? Provider { get; set; }
}
