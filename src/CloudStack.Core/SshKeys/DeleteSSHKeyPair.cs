namespace CloudStack;

/// <summary>Deletes an SSH key pair; virtual machines that have it keep it.</summary>
/// <param name="Name">Its name.</param>
[Command("deleteSSHKeyPair", Access = Role.Everyone, LegacyClass = "user.ssh.DeleteSSHKeyPairCmd")]
public sealed record DeleteSSHKeyPair(string Name) : ICommand<Success>, IOwnerScoped
{
    /// <summary>Name of the account that owns it; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Project that owns it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
