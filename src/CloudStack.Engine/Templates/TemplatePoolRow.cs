using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("template_pool")]
internal sealed class TemplatePoolRow : IVersionedRow
{
    public long Id { get; set; }
    public long TemplateId { get; set; }
    public long PoolId { get; set; }
    public string State { get; set; } = "";
    public long SizeBytes { get; set; }
    public string? Path { get; set; }
    public DateTimeOffset Created { get; set; }
    public long Version { get; set; }
}
