using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("nic")]
internal sealed class NicRow : IEntityRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long VmId { get; set; }
    public long NetworkId { get; set; }
    public int DeviceId { get; set; }
    public string MacAddress { get; set; } = "";
    public string? Ip4Address { get; set; }
    public string? Ip4Netmask { get; set; }
    public string? Ip4Gateway { get; set; }
    public string? Ip6Address { get; set; }
    public string? Ip6Cidr { get; set; }
    public string? Ip6Gateway { get; set; }
    public string? BroadcastUri { get; set; }
    public string? IsolationUri { get; set; }
    public string ReservationStrategy { get; set; } = "";
    public NicState State { get; set; }
    public bool IsDefault { get; set; }
    public string Mode { get; set; } = "";
    public string Guru { get; set; } = "";
    public string? Requested { get; set; }
    public DateTimeOffset Created { get; set; }
    public long Version { get; set; }
}
