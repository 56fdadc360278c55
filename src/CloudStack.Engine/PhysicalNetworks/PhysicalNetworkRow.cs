using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("physical_network")]
internal sealed class PhysicalNetworkRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public string Name { get; set; } = "";
    public long? DomainId { get; set; }
    public string BroadcastDomainRange { get; set; } = "";
    public string State { get; set; } = "";
    public string? Tags { get; set; }
    public string? IsolationMethods { get; set; }
    public string? Speed { get; set; }
    public int? VlanFirst { get; set; }
    public int? VlanLast { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
