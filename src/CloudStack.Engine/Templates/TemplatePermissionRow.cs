using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("template_permission")]
internal sealed class TemplatePermissionRow
{
    public long Id { get; set; }
    public long TemplateId { get; set; }
    public long AccountId { get; set; }
}
