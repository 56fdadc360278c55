using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("zone")]
internal sealed class ZoneRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public ZoneNetworkType NetworkType { get; set; }
    public AllocationState AllocationState { get; set; }
    public string? Dns1 { get; set; }
    public string? Dns2 { get; set; }
    public string? InternalDns1 { get; set; }
    public string? InternalDns2 { get; set; }
    public string? Ip6Dns1 { get; set; }
    public string? Ip6Dns2 { get; set; }
    public string? GuestCidr { get; set; }
    public string? Domain { get; set; }
    public long? DomainId { get; set; }
    public bool SecurityGroupEnabled { get; set; }
    public bool LocalStorageEnabled { get; set; }
    public string Token { get; set; } = "";
    public string? DhcpProvider { get; set; }
    public string? DnsSearchOrder { get; set; }
    public long MacAddress { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
