namespace CloudStack;

/// <summary>Puts a storage pool back into use, and starts the VMs that its maintenance stopped.</summary>
/// <param name="Id">The pool; in maintenance, or failed to get there.</param>
[Command("cancelStorageMaintenance", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.MaintenanceCancelPrimaryStorage,
    ResponseName = "cancelprimarystoragemaintenanceresponse", JobInstance = "StoragePool",
    LegacyClass = "admin.storage.CancelPrimaryStorageMaintenanceCmd")]
public sealed record CancelStorageMaintenance(StoragePoolId Id) : ICommand<StoragePool>;
