using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("network_offering_capability")]
internal sealed class NetworkOfferingCapabilityRow
{
    public long Id { get; set; }
    public long NetworkOfferingId { get; set; }
    public string Service { get; set; } = "";
    public string Capability { get; set; } = "";
    public string Value { get; set; } = "";
}
