namespace CloudStack;

/// <summary>Changes a pod. The address range may grow, or shrink by addresses that are not in use.</summary>
/// <param name="Id">The pod.</param>
[Command("updatePod", Access = Role.Admin, LegacyClass = "admin.pod.UpdatePodCmd")]
public sealed record UpdatePod(PodId Id) : ICommand<Pod>
{
    /// <summary><c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Last private address.</summary>
    public string? EndIp { get; init; }

    /// <summary>Gateway of the private network.</summary>
    public string? Gateway { get; init; }

    /// <summary>New name, unique within the zone.</summary>
    public string? Name { get; init; }

    /// <summary>Netmask of the private network.</summary>
    public string? Netmask { get; init; }

    /// <summary>First private address.</summary>
    public string? StartIp { get; init; }
}
