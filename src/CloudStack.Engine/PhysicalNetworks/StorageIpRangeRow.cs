using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("storage_ip_range")]
internal sealed class StorageIpRangeRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public long PodId { get; set; }
    public long NetworkId { get; set; }
    public string Gateway { get; set; } = "";
    public string Netmask { get; set; } = "";
    public string StartIp { get; set; } = "";
    public string EndIp { get; set; } = "";
    public int? Vlan { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
