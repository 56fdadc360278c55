using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("template_zone")]
internal sealed class TemplateZoneRow
{
    public long Id { get; set; }
    public long TemplateId { get; set; }
    public long ZoneId { get; set; }

    /// <summary>The image store that holds it, or is to; null where the zone's hosts fetch it themselves.</summary>
    public long? StoreId { get; set; }

    /// <summary>Where it is on the store, from when its transfer has begun.</summary>
    public string? Path { get; set; }

    /// <summary>For a copy, the zone that it comes from.</summary>
    public long? SourceZoneId { get; set; }

    public string State { get; set; } = "";
    public int Percent { get; set; }
    public string? Error { get; set; }

    /// <summary>The management server that brings it to the store.</summary>
    public long? ServerId { get; set; }

    /// <summary>Counts the servers' turns: one whose turn is over changes nothing more.</summary>
    public long Fence { get; set; }

    public int Attempts { get; set; }
    public DateTimeOffset? RetryAt { get; set; }
    public long VirtualSizeBytes { get; set; }
    public long PhysicalSizeBytes { get; set; }
    public DateTimeOffset Created { get; set; }
}
