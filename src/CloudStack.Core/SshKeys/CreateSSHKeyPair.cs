namespace CloudStack;

/// <summary>Makes an SSH key pair. The private key is in this answer and is not kept.</summary>
/// <param name="Name">Name; unique among the owner's key pairs.</param>
[Command("createSSHKeyPair", Access = Role.Everyone, ObjectName = "keypair", LegacyClass = "user.ssh.CreateSSHKeyPairCmd")]
public sealed record CreateSSHKeyPair(string Name) : ICommand<SshKeyPair>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
