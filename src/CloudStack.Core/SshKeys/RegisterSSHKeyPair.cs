namespace CloudStack;

/// <summary>Adds an SSH public key whose private key the caller has.</summary>
/// <param name="Name">Name; unique among the owner's key pairs.</param>
/// <param name="PublicKey">Public key in OpenSSH's format; no key that the owner has already.</param>
[Command("registerSSHKeyPair", Access = Role.Everyone, Event = EventType.RegisterSshKeyPair, ObjectName = "keypair",
    LegacyClass = "user.ssh.RegisterSSHKeyPairCmd")]
public sealed record RegisterSSHKeyPair(string Name, [property: Length(5120)] string PublicKey) : ICommand<SshKeyPair>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
