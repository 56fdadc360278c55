using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("link_local_ip")]
internal sealed class LinkLocalIpRow
{
    public long Id { get; set; }
    public long ZoneId { get; set; }
    public long PodId { get; set; }
    public string Address { get; set; } = "";
    public long? NicId { get; set; }
    public DateTimeOffset? Taken { get; set; }
}
