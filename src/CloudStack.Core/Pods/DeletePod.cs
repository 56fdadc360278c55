namespace CloudStack;

/// <summary>Deletes a pod. Refused while it has clusters, hosts, VMs, volumes, or addresses in use.</summary>
/// <param name="Id">The pod.</param>
[Command("deletePod", Access = Role.Admin, LegacyClass = "admin.pod.DeletePodCmd")]
public sealed record DeletePod(PodId Id) : ICommand<Success>;
