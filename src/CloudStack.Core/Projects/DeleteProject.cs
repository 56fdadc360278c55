namespace CloudStack;

/// <summary>Deletes a project with everything that belongs to it.</summary>
/// <param name="Id">The project; the caller must be its administrator.</param>
[Command("deleteProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectDelete, LegacyClass = "user.project.DeleteProjectCmd",
    Since = "3.0.0")]
public sealed record DeleteProject([property: Owned(AccessType.Modify)] ProjectId Id) : ICommand<Success>;
