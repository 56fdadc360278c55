namespace CloudStack;

/// <summary>A setting of the cloud.</summary>
[View("configuration")]
public sealed record Configuration
{
    /// <summary>Category.</summary>
    public string? Category { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Value; null when not set or secret.</summary>
    public string? Value { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }
}
