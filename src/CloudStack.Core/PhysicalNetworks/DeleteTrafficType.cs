namespace CloudStack;

/// <summary>Takes a kind of traffic off a physical network. Refused while networks use it.</summary>
/// <param name="Id">The traffic type on its physical network.</param>
[Command("deleteTrafficType", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.TrafficTypeDelete, JobInstance = "TrafficType",
    LegacyClass = "admin.usage.DeleteTrafficTypeCmd", Since = "3.0.0")]
public sealed record DeleteTrafficType(TrafficTypeEntryId Id) : ICommand<Success>;
