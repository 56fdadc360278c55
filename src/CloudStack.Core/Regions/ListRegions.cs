namespace CloudStack;

/// <summary>Lists the regions.</summary>
[Command("listRegions", Access = Role.Everyone, LegacyClass = "user.region.ListRegionsCmd")]
public sealed record ListRegions : IListCommand<Region>
{
    /// <summary>Only the region with this number.</summary>
    public int? Id { get; init; }

    /// <summary>Only the region with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
