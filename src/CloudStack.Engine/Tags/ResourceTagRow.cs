using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("resource_tag")]
internal sealed class ResourceTagRow : IOwnedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string ResourceType { get; set; } = "";
    public long ResourceId { get; set; }
    public Guid ResourceUuid { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
    public string? Customer { get; set; }
}
