namespace CloudStack;

/// <summary>Removes a host that is in maintenance, or whose maintenance failed; any other takes <see cref="Forced"/>.</summary>
/// <param name="Id">The host.</param>
[Command("deleteHost", Access = Role.ResourceAdmins, LegacyClass = "admin.host.DeleteHostCmd")]
public sealed record DeleteHost(HostId Id) : ICommand<Success>
{
    /// <summary>Whether to remove it although VMs are on it; those that are highly available start elsewhere, the others stop.</summary>
    public bool? Forced { get; init; }

    /// <summary>Whether to destroy VMs whose volumes are on the disks of the host; otherwise they prevent its removal.</summary>
    public bool? ForceDestroyLocalStorage { get; init; }
}
