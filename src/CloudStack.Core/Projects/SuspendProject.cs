namespace CloudStack;

/// <summary>Stops the machines of a project. Until it is activated again, nothing can be started in it or added to it.</summary>
/// <param name="Id">The project; the caller must be its administrator.</param>
[Command("suspendProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectSuspend, LegacyClass = "user.project.SuspendProjectCmd",
    Since = "3.0.0")]
public sealed record SuspendProject([property: Owned(AccessType.Modify)] ProjectId Id) : ICommand<Project>;
