namespace CloudStack;

/// <summary>Changes a region's name or endpoint.</summary>
/// <param name="Id">Number of the region.</param>
[Command("updateRegion", Access = Role.Admin, LegacyClass = "admin.region.UpdateRegionCmd")]
public sealed record UpdateRegion(int Id) : ICommand<Region>
{
    /// <summary>New base address of its API.</summary>
    public string? Endpoint { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }
}
