namespace CloudStack;

/// <summary>Changes the tags of a storage pool.</summary>
/// <param name="Id">The pool.</param>
[Command("updateStoragePool", Access = Role.Admin, LegacyClass = "admin.storage.UpdateStoragePoolCmd", Since = "3.0.0")]
public sealed record UpdateStoragePool(StoragePoolId Id) : ICommand<StoragePool>
{
    /// <summary>Replaces the tags; empty removes them.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
