using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("domain")]
internal sealed class DomainRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public long? ParentId { get; set; }
    public string Path { get; set; } = "";
    public int Level { get; set; }
    public long OwnerAccountId { get; set; }
    public string? NetworkDomain { get; set; }
    public DomainState State { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
