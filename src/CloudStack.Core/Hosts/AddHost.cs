namespace CloudStack;

/// <summary>Adds a host, or the hosts of a pool, to a cluster. The cluster is created when it is given by a new name.</summary>
/// <param name="Hypervisor">Kind of the host, for example <c>KVM</c>; that of its cluster.</param>
/// <param name="Password">Password of the administrator at the host.</param>
/// <param name="PodId">The pod.</param>
/// <param name="Url">Where to reach it, for example <c>http://10.0.0.5</c>.</param>
/// <param name="Username">Administrator at the host.</param>
/// <param name="ZoneId">The zone of the pod.</param>
[Command("addHost", Access = Role.ResourceAdmins, LegacyClass = "admin.host.AddHostCmd")]
public sealed record AddHost(
    string Hypervisor,
    string Password,
    PodId PodId,
    string Url,
    string Username,
    ZoneId ZoneId) : ICommand<ListResult<Host>>
{
    /// <summary><c>Enabled</c> (the default) or <c>Disabled</c>.</summary>
    public string? AllocationState { get; init; }

    /// <summary>The cluster; give this or <see cref="ClusterName"/>.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>Name of the cluster; one that the pod does not have is created.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Tags that offerings may ask for; one tag in 4.1.</summary>
    public IReadOnlyList<string>? HostTags { get; init; }

    /// <summary>Private key to log in with instead of a password, in PEM or OpenSSH form; the password is then empty. 4.1 knew passwords only.</summary>
    [Length(16384)]
    public string? PrivateKey { get; init; }
}
