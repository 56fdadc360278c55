namespace CloudStack;

/// <summary>Lists the kinds of traffic on a physical network.</summary>
/// <param name="PhysicalNetworkId">The physical network.</param>
[Command("listTrafficTypes", Access = Role.Admin, CountsAll = true, LegacyClass = "admin.usage.ListTrafficTypesCmd", Since = "3.0.0")]
public sealed record ListTrafficTypes(PhysicalNetworkId PhysicalNetworkId) : IListCommand<TrafficTypeEntry>
{
    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
