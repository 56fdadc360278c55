using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("management_server")]
internal sealed class ManagementServerRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long MsId { get; set; }
    public string Name { get; set; } = "";
    public long RunId { get; set; }
    public string Version { get; set; } = "";
    public string State { get; set; } = "";
    public DateTimeOffset Started { get; set; }
    public DateTimeOffset LastBeat { get; set; }
    public DateTimeOffset? Stopped { get; set; }

    /// <summary>What its administrator said that it is known by; null when nothing was said.</summary>
    public string? Address { get; set; }
}
