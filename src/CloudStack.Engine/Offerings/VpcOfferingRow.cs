using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vpc_offering")]
internal sealed class VpcOfferingRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public string DisplayText { get; set; } = "";
    public OfferingState State { get; set; }
    public bool IsDefault { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
