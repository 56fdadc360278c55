using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("zone_detail")]
internal sealed class ZoneDetailRow
{
    public long Id { get; set; }
    public long ZoneId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
