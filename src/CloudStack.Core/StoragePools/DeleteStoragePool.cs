namespace CloudStack;

/// <summary>Removes a shared storage pool that is in maintenance.</summary>
/// <param name="Id">The pool.</param>
[Command("deleteStoragePool", Access = Role.Admin, LegacyClass = "admin.storage.DeletePoolCmd")]
public sealed record DeleteStoragePool(StoragePoolId Id) : ICommand<Success>
{
    /// <summary>Whether to drop volumes on it that are destroyed but not yet expunged; volumes in use always prevent it.</summary>
    public bool? Forced { get; init; }
}
