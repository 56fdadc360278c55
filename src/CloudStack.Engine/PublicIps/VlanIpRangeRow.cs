using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vlan_ip_range")]
internal sealed class VlanIpRangeRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? PhysicalNetworkId { get; set; }
    public long NetworkId { get; set; }
    public string Type { get; set; } = "";
    public string Vlan { get; set; } = "";
    public string? Gateway { get; set; }
    public string? Netmask { get; set; }
    public string? StartIp { get; set; }
    public string? EndIp { get; set; }
    public string? Ip6Gateway { get; set; }
    public string? Ip6Cidr { get; set; }
    public string? Ip6Range { get; set; }
    public long? AccountId { get; set; }
    public long? DomainId { get; set; }
    public bool ForSystemUse { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
