namespace CloudStack;

/// <summary>Makes an affinity group, to put virtual machines into when they are deployed or while they are stopped.</summary>
/// <param name="Name">Name; unique among the owner's affinity groups.</param>
/// <param name="Type">What it asks, one of <see cref="ListAffinityGroupTypes"/>.</param>
[Command("createAffinityGroup", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.AffinityGroupCreate,
    CreateEvent = EventType.AffinityGroupCreate, JobInstance = "AffinityGroup")]
public sealed record CreateAffinityGroup(string Name, string Type) : ICreateCommand<AffinityGroup>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
