using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("network_offering")]
internal sealed class NetworkOfferingRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public string DisplayText { get; set; } = "";
    public string? UniqueName { get; set; }
    public string TrafficType { get; set; } = "";
    public GuestType? GuestType { get; set; }
    public OfferingState State { get; set; }
    public string Availability { get; set; } = "";
    public bool IsDefault { get; set; }
    public bool IsSystemOnly { get; set; }
    public bool ConserveMode { get; set; }
    public bool SpecifyVlan { get; set; }
    public bool SpecifyIpRanges { get; set; }
    public bool IsPersistent { get; set; }
    public bool EgressDefaultAllow { get; set; }
    public int? RateMbps { get; set; }
    public int? MulticastRateMbps { get; set; }
    public long? ServiceOfferingId { get; set; }
    public string? Tags { get; set; }
    public bool DedicatedLb { get; set; }
    public bool SharedSourceNat { get; set; }
    public bool RedundantRouter { get; set; }
    public bool ElasticIp { get; set; }
    public bool ElasticLb { get; set; }
    public bool EipAssociatePublicIp { get; set; }
    public int SortKey { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
