namespace CloudStack;

/// <summary>Lists the kinds of events that there are.</summary>
[Command("listEventTypes", Access = Role.Everyone, LegacyClass = "user.event.ListEventTypesCmd")]
public sealed record ListEventTypes : ICommand<ListResult<EventKind>>;
