using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("ip_address")]
internal sealed class IpAddressRow : IEntityRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public long RangeId { get; set; }
    public long NetworkId { get; set; }
    public long? AssociatedNetworkId { get; set; }
    public long? VpcId { get; set; }
    public string Address { get; set; } = "";
    public long AddressNumber { get; set; }
    public long MacNumber { get; set; }
    public IpAddressState State { get; set; }
    public long? AccountId { get; set; }
    public long? DomainId { get; set; }
    public long? VmId { get; set; }
    public long? NicId { get; set; }
    public bool IsSourceNat { get; set; }
    public bool IsStaticNat { get; set; }
    public bool IsSystem { get; set; }
    public DateTimeOffset? Allocated { get; set; }
    public long Version { get; set; }
}
