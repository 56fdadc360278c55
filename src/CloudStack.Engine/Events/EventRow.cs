using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("event")]
internal sealed class EventRow : IOwnedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Type { get; set; } = "";
    public EventState State { get; set; }
    public EventLevel Level { get; set; }
    public string Description { get; set; } = "";
    public long UserId { get; set; }
    public long? StartId { get; set; }
    public DateTimeOffset Created { get; set; }
    public bool Archived { get; set; }

    /// <summary>The request that led to it, as the log names it (<see cref="RequestTrace"/>); null for what the cloud does by itself.</summary>
    public string? RequestId { get; set; }
}
