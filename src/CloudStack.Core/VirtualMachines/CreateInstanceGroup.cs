namespace CloudStack;

/// <summary>Makes a group to sort virtual machines into.</summary>
/// <param name="Name">Name; unique among the owner's groups.</param>
[Command("createInstanceGroup", Access = Role.Everyone, LegacyClass = "user.vmgroup.CreateVMGroupCmd")]
public sealed record CreateInstanceGroup(string Name) : ICommand<InstanceGroup>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
