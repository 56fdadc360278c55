namespace CloudStack;

/// <summary>
/// Adds a primary storage pool for the volumes of a cluster. The hosts of the cluster are connected to it before the call returns.
/// </summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="Name">Display name.</param>
/// <param name="PodId">The pod of the cluster.</param>
/// <param name="Url">The storage, for example <c>nfs://server/path</c>; its scheme says what kind it is.</param>
/// <param name="ZoneId">The zone of the pod.</param>
[Command("createStoragePool", Access = Role.Admin, LegacyClass = "admin.storage.CreateStoragePoolCmd")]
public sealed record CreateStoragePool(ClusterId ClusterId, string Name, PodId PodId, string Url, ZoneId ZoneId) : ICommand<StoragePool>
{
    /// <summary>Further settings for the kind of storage, by key.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Tags, separated by commas, that offerings may ask for.</summary>
    public string? Tags { get; init; }
}
