namespace CloudStack;

/// <summary>Changes a host's tags, guest OS preference, address, or whether it takes VMs.</summary>
/// <param name="Id">The host.</param>
[Command("updateHost", Access = Role.Admin, LegacyClass = "admin.host.UpdateHostCmd")]
public sealed record UpdateHost(HostId Id) : ICommand<Host>
{
    /// <summary><c>Enable</c> or <c>Disable</c>; a disabled host takes no new VMs and keeps those it has.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Replaces the tags; empty removes them.</summary>
    public IReadOnlyList<string>? HostTags { get; init; }

    /// <summary>Guest OS category that is placed here by preference.</summary>
    public GuestOsCategoryId? OsCategoryId { get; init; }

    /// <summary>New address; only where the host's kind allows it.</summary>
    public string? Url { get; init; }
}
