namespace CloudStack;

/// <summary>Forgets a region. Nothing happens in it.</summary>
/// <param name="Id">Number of the region.</param>
[Command("removeRegion", Access = Role.Admin, LegacyClass = "admin.region.RemoveRegionCmd")]
public sealed record RemoveRegion(int Id) : ICommand<Success>;
