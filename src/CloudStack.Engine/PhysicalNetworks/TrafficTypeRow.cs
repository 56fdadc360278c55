using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("traffic_type")]
internal sealed class TrafficTypeRow : IEntityRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long PhysicalNetworkId { get; set; }
    public string TrafficType { get; set; } = "";
    public string? XenLabel { get; set; }
    public string? KvmLabel { get; set; }
    public string? VmwareLabel { get; set; }
    public string? SimulatorLabel { get; set; }
    public string? Vlan { get; set; }
    public DateTimeOffset Created { get; set; }
    public long Version { get; set; }
}
