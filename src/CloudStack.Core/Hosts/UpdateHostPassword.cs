namespace CloudStack;

/// <summary>
/// Changes the password that the cloud uses at a host, or at all hosts of a cluster. It does not change it on the hosts themselves.
/// </summary>
/// <param name="Password">The new password.</param>
/// <param name="Username">The administrator, which must be the one known already.</param>
[Command("updateHostPassword", Access = Role.Admin, LegacyClass = "admin.host.UpdateHostPasswordCmd")]
public sealed record UpdateHostPassword(string Password, string Username) : ICommand<Success>
{
    /// <summary>The cluster; give this or the host.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>The host; only for one that is not in a pool.</summary>
    public HostId? HostId { get; init; }
}
