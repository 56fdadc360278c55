using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("pod_ip")]
internal sealed class PodIpRow
{
    public long Id { get; set; }
    public long ZoneId { get; set; }
    public long PodId { get; set; }
    public string Address { get; set; } = "";
    public long MacNumber { get; set; }
    public long? NicId { get; set; }
    public DateTimeOffset? Taken { get; set; }
}
