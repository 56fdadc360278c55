namespace CloudStack;

/// <summary>Changes a project's text, or gives it to another of its accounts. The old owner stays as an ordinary member.</summary>
/// <param name="Id">The project; the caller must be its administrator.</param>
[Command("updateProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectUpdate, LegacyClass = "user.project.UpdateProjectCmd",
    Since = "3.0.0")]
public sealed record UpdateProject([property: Owned(AccessType.Modify)] ProjectId Id) : ICommand<Project>
{
    /// <summary>The new owner: an account that is in the project.</summary>
    public string? Account { get; init; }

    /// <summary>New text to show.</summary>
    public string? DisplayText { get; init; }
}
