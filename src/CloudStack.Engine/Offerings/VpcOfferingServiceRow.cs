using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vpc_offering_service")]
internal sealed class VpcOfferingServiceRow
{
    public long Id { get; set; }
    public long VpcOfferingId { get; set; }
    public string Service { get; set; } = "";
    public string Provider { get; set; } = "";
}
