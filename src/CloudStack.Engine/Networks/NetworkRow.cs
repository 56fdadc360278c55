using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("network")]
internal sealed class NetworkRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string? Name { get; set; }
    public string? DisplayText { get; set; }
    public long ZoneId { get; set; }
    public long? PhysicalNetworkId { get; set; }
    public long NetworkOfferingId { get; set; }
    public long? VpcId { get; set; }
    public string TrafficType { get; set; } = "";
    public GuestType? GuestType { get; set; }
    public NetworkState State { get; set; }
    public string Guru { get; set; } = "";
    public string AclType { get; set; } = "";
    public bool SubdomainAccess { get; set; }
    public string Mode { get; set; } = "";
    public string BroadcastDomainType { get; set; } = "";
    public string? BroadcastUri { get; set; }
    public string? Cidr { get; set; }
    public string? Gateway { get; set; }
    public string? Ip6Cidr { get; set; }
    public string? Ip6Gateway { get; set; }
    public string? NetworkDomain { get; set; }
    public string? Dns1 { get; set; }
    public string? Dns2 { get; set; }
    public bool SpecifyIpRanges { get; set; }
    public bool IsSystem { get; set; }
    public bool IsDefault { get; set; }
    public bool IsPersistent { get; set; }
    public bool RestartRequired { get; set; }
    public bool SecurityGroupEnabled { get; set; }
    public string? ReservationId { get; set; }
    public long MacSequence { get; set; }
    public int ActiveNics { get; set; }
    public DateTimeOffset? LastNicReleased { get; set; }
    public long? RelatedId { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
