using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>What is dedicated: a place with all that is in it.</summary>
internal enum DedicationKind
{
    Zone,
    Pod,
    Cluster,
    Host,
}

/// <summary>A place that takes VMs of one account, or of one domain and those below it, alone.</summary>
[Table("dedication")]
internal sealed class DedicationRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public DedicationKind Kind { get; set; }
    public long PlaceId { get; set; }

    /// <summary>Where the place lies; of the place itself and of what it lies in.</summary>
    public long ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? ClusterId { get; set; }
    public long DomainId { get; set; }
    public long? AccountId { get; set; }
    public DateTimeOffset Created { get; set; }
}
