namespace CloudStack;

/// <summary>Deletes an affinity group, named by its id or by its name. Virtual machines in it stay where they are and are in it no more.</summary>
[Command("deleteAffinityGroup", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.AffinityGroupDelete, JobInstance = "AffinityGroup")]
public sealed record DeleteAffinityGroup : ICommand<Success>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>The group; excludes <see cref="Name"/>.</summary>
    [Owned(AccessType.Modify)]
    public AffinityGroupId? Id { get; init; }

    /// <summary>Its name, looked up among the owner's groups; excludes <see cref="Id"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Project that owns it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
