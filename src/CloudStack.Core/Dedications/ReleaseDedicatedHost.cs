namespace CloudStack;

/// <summary>Ends the dedication of a host; virtual machines stay where they are.</summary>
/// <param name="HostId">The host; it must be dedicated itself.</param>
[Command("releaseDedicatedHost", Runs = Runs.AsJob, Event = EventType.DedicateResourceRelease)]
public sealed record ReleaseDedicatedHost(HostId HostId) : ICommand<Success>;
