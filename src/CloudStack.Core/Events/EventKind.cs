namespace CloudStack;

/// <summary>A kind of events.</summary>
[View("eventtype")]
public sealed record EventKind
{
    /// <summary>Its name, one of <see cref="EventType"/>.</summary>
    public string? Name { get; init; }
}
