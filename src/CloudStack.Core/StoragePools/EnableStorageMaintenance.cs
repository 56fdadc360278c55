namespace CloudStack;

/// <summary>Takes a storage pool out of use. VMs with volumes on it are stopped; those of the system start on another pool.</summary>
/// <param name="Id">The pool; it must be up.</param>
[Command("enableStorageMaintenance", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.MaintenancePreparePrimaryStorage,
    ResponseName = "prepareprimarystorageformaintenanceresponse", JobInstance = "StoragePool",
    LegacyClass = "admin.storage.PreparePrimaryStorageForMaintenanceCmd")]
public sealed record EnableStorageMaintenance(StoragePoolId Id) : ICommand<StoragePool>;
