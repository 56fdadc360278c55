namespace CloudStack;

/// <summary>Takes a suspended project back into use. Its machines stay stopped until somebody starts them.</summary>
/// <param name="Id">The project; the caller must be its administrator. One that is active already stays so.</param>
[Command("activateProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectActivate, ResponseName = "activaterojectresponse",
    LegacyClass = "user.project.ActivateProjectCmd", Since = "3.0.0")]
public sealed record ActivateProject([property: Owned(AccessType.Modify)] ProjectId Id) : ICommand<Project>;
