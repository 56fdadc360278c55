namespace CloudStack;

/// <summary>Adds a secondary store for templates, ISOs and snapshots.</summary>
/// <param name="Url">The store, for example <c>nfs://server/path</c>.</param>
[Command("addSecondaryStorage", Access = Role.Admin, ObjectName = "secondarystorage", LegacyClass = "admin.host.AddSecondaryStorageCmd")]
public sealed record AddSecondaryStorage(string Url) : ICommand<Host>
{
    /// <summary>The zone that it serves.</summary>
    public ZoneId? ZoneId { get; init; }
}
