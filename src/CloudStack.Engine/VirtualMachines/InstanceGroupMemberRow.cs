using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vm_group_member")]
internal sealed class InstanceGroupMemberRow
{
    public long Id { get; set; }
    public long GroupId { get; set; }
    public long VmId { get; set; }
}
