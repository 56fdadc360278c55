using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("alert")]
internal sealed class AlertRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public int Type { get; set; }
    public string Subject { get; set; } = "";
    public long? ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? ClusterId { get; set; }
    public int Count { get; set; }
    public DateTimeOffset? LastSent { get; set; }
    public DateTimeOffset? Resolved { get; set; }
    public DateTimeOffset Created { get; set; }
    public bool Archived { get; set; }

    /// <summary>When it was last mailed.</summary>
    public DateTimeOffset? Mailed { get; set; }
}
