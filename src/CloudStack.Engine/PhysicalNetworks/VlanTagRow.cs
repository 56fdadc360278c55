using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vlan_tag")]
internal sealed class VlanTagRow
{
    public long Id { get; set; }
    public long ZoneId { get; set; }
    public long PhysicalNetworkId { get; set; }
    public int Tag { get; set; }
    public long? NetworkId { get; set; }
    public long? AccountId { get; set; }
    public DateTimeOffset? Taken { get; set; }
}
