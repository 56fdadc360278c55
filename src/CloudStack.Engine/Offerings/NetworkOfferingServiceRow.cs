using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("network_offering_service")]
internal sealed class NetworkOfferingServiceRow
{
    public long Id { get; set; }
    public long NetworkOfferingId { get; set; }
    public string Service { get; set; } = "";
    public string? Provider { get; set; }
}
