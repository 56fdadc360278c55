using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("template_zone")]
internal sealed class TemplateZoneRow
{
    public long Id { get; set; }
    public long TemplateId { get; set; }
    public long ZoneId { get; set; }
    public string State { get; set; } = "";
    public int Percent { get; set; }
    public string? Error { get; set; }
    public long VirtualSizeBytes { get; set; }
    public long PhysicalSizeBytes { get; set; }
    public DateTimeOffset Created { get; set; }
}
