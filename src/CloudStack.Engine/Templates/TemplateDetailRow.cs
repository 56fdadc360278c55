using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("template_detail")]
internal sealed class TemplateDetailRow
{
    public long Id { get; set; }
    public long TemplateId { get; set; }
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
