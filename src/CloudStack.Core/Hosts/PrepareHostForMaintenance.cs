namespace CloudStack;

/// <summary>
/// Moves a host's VMs away and takes it out of use; one host of a cluster at a time. The job ends when the evacuation has begun: watch <see
/// cref="Host.ResourceState"/>.
/// </summary>
/// <param name="Id">The host.</param>
[Command("prepareHostForMaintenance", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.MaintenancePrepare, JobInstance = "Host",
    LegacyClass = "admin.host.PrepareForMaintenanceCmd")]
public sealed record PrepareHostForMaintenance(HostId Id) : ICommand<Host>;
