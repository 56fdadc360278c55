namespace CloudStack;

/// <summary>Puts a host back into use. May be called while it is still being evacuated.</summary>
/// <param name="Id">The host; in maintenance, preparing for it, or failed to.</param>
[Command("cancelHostMaintenance", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.MaintenanceCancel, JobInstance = "Host",
    LegacyClass = "admin.host.CancelMaintenanceCmd")]
public sealed record CancelHostMaintenance(HostId Id) : ICommand<Host>;
