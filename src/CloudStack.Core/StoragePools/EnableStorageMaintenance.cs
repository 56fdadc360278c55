namespace CloudStack;

/// <summary>Takes a storage pool out of use. VMs with volumes on it are stopped; those of the system start on another pool.</summary>
/// <param name="Id">The pool; up, or failed in an earlier try. One pool of a cluster at a time.</param>
[Command("enableStorageMaintenance", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.MaintenancePreparePrimaryStorage,
    ResponseName = "prepareprimarystorageformaintenanceresponse", JobInstance = "StoragePool",
    LegacyClass = "admin.storage.PreparePrimaryStorageForMaintenanceCmd")]
public sealed record EnableStorageMaintenance(StoragePoolId Id) : ICommand<StoragePool>;
