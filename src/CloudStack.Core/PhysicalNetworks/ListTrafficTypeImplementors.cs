namespace CloudStack;

/// <summary>Lists which part of the cloud sets up each kind of traffic.</summary>
[Command("listTrafficTypeImplementors", Access = Role.Admin, LegacyClass = "admin.usage.ListTrafficTypeImplementorsCmd", Since = "3.0.0")]
public sealed record ListTrafficTypeImplementors : IListCommand<TrafficTypeImplementor>
{
    /// <summary>Only this kind.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
