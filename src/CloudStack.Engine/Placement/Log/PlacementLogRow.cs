using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>A piece of the decision log: the zone as it was when a segment began, or a batch of what happened since then, compressed.</summary>
[Table("placement_log")]
internal sealed class PlacementLogRow
{
    public long Id { get; set; }

    /// <summary>The segment: a snapshot and all that one server did to the zone from there on.</summary>
    public Guid Segment { get; set; }

    public Guid ZoneUuid { get; set; }

    /// <summary>Whether this is the segment's snapshot, which comes first.</summary>
    public bool IsBase { get; set; }

    public DateTimeOffset Begins { get; set; }
    public DateTimeOffset Ends { get; set; }
    public int Decisions { get; set; }
    public byte[] Data { get; set; } = [];
}
