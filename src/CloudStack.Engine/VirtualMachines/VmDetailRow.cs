using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vm_detail")]
internal sealed class VmDetailRow
{
    public long Id { get; set; }
    public long VmId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
