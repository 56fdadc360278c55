using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("pod")]
internal sealed class PodRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public string Name { get; set; } = "";
    public string Gateway { get; set; } = "";
    public string CidrAddress { get; set; } = "";
    public int CidrSize { get; set; }
    public string StartIp { get; set; } = "";
    public string EndIp { get; set; } = "";
    public AllocationState AllocationState { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
