namespace CloudStack;

/// <summary>Ends the dedication of a zone; virtual machines stay where they are.</summary>
/// <param name="ZoneId">The zone; it must be dedicated itself.</param>
[Command("releaseDedicatedZone", Runs = Runs.AsJob, Event = EventType.DedicateResourceRelease)]
public sealed record ReleaseDedicatedZone(ZoneId ZoneId) : ICommand<Success>;
