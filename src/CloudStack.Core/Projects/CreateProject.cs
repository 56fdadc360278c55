namespace CloudStack;

/// <summary>
/// Makes a project. Its owner is the caller's account, or the account that is named; users may make projects where <c>allow.user.create.projects</c> says so.
/// </summary>
/// <param name="DisplayText">Text to show with it.</param>
/// <param name="Name">Name; unique in the owner's domain.</param>
[Command("createProject", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.ProjectCreate, LegacyClass = "user.project.CreateProjectCmd",
    Since = "3.0.0")]
public sealed record CreateProject(string DisplayText, string Name) : ICreateCommand<Project>, IOwnerScoped
{
    /// <summary>Account that shall own it; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
