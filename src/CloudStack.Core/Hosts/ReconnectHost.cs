namespace CloudStack;

/// <summary>Drops the connection to a host and makes a new one. VMs go on running.</summary>
/// <param name="Id">The host.</param>
[Command("reconnectHost", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.HostReconnect, JobInstance = "Host",
    LegacyClass = "admin.host.ReconnectHostCmd")]
public sealed record ReconnectHost(HostId Id) : ICommand<Host>;
