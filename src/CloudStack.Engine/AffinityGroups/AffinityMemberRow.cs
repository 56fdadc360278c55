using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("affinity_member")]
internal sealed class AffinityMemberRow
{
    public long Id { get; set; }
    public long GroupId { get; set; }
    public long VmId { get; set; }
}
