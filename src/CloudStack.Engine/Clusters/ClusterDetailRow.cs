using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("cluster_detail")]
internal sealed class ClusterDetailRow
{
    public long Id { get; set; }
    public long ClusterId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
