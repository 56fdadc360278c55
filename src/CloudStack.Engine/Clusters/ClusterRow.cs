using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("cluster")]
internal sealed class ClusterRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public long PodId { get; set; }
    public string Name { get; set; } = "";
    public string Hypervisor { get; set; } = "";
    public string ClusterType { get; set; } = "";
    public AllocationState AllocationState { get; set; }
    public ManagedState ManagedState { get; set; }
    public string? Guid { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
