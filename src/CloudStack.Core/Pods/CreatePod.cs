namespace CloudStack;

/// <summary>Creates a pod in a zone, with the private addresses that its system VMs get.</summary>
/// <param name="Gateway">Gateway of the pod's private network.</param>
/// <param name="Name">Unique within the zone.</param>
/// <param name="Netmask">Netmask of the pod's private network.</param>
/// <param name="StartIp">First private address for system VMs; with its end it must not overlap other pods of the zone.</param>
/// <param name="ZoneId">The zone.</param>
[Command("createPod", Access = Role.Admin, LegacyClass = "admin.pod.CreatePodCmd")]
public sealed record CreatePod(string Gateway, string Name, string Netmask, string StartIp, ZoneId ZoneId) : ICommand<Pod>
{
    /// <summary><c>Enabled</c> (the default) or <c>Disabled</c>; a disabled pod takes no new VMs except of root administrators.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Last private address; the same as the first by default.</summary>
    public string? EndIp { get; init; }
}
