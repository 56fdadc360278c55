namespace CloudStack;

/// <summary>Adds a region: another cloud that shares domains, accounts and users with this one.</summary>
/// <param name="Endpoint">Base address of its API.</param>
/// <param name="Id">Its number, the same in every region.</param>
/// <param name="Name">Unique among the regions.</param>
[Command("addRegion", Access = Role.Admin, LegacyClass = "admin.region.AddRegionCmd")]
public sealed record AddRegion(string Endpoint, int Id, string Name) : ICommand<Region>;
