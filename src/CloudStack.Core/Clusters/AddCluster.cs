namespace CloudStack;

/// <summary>Adds a cluster of hosts of one hypervisor to a pod. An externally managed cluster brings its hosts with it.</summary>
/// <param name="ClusterName">Unique within the pod.</param>
/// <param name="ClusterType"><c>CloudManaged</c>, or <c>ExternalManaged</c> when another manager (vCenter) runs its hosts.</param>
/// <param name="Hypervisor">Kind of its hosts, for example <c>KVM</c>.</param>
/// <param name="PodId">The pod.</param>
/// <param name="ZoneId">The zone of the pod.</param>
[Command("addCluster", Access = Role.Admin, LegacyClass = "admin.cluster.AddClusterCmd")]
public sealed record AddCluster(
    string ClusterName,
    string ClusterType,
    string Hypervisor,
    PodId PodId,
    ZoneId ZoneId) : ICommand<ListResult<Cluster>>
{
    /// <summary><c>Enabled</c> (the default) or <c>Disabled</c>; a disabled cluster takes no new VMs except of root administrators.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Password at the external manager.</summary>
    public string? Password { get; init; }

    /// <summary>Where the external manager knows the cluster.</summary>
    public string? Url { get; init; }

    /// <summary>User at the external manager.</summary>
    public string? Username { get; init; }

    /// <summary>Address of the Nexus 1000v supervisor module, when the cluster's switch is one.</summary>
    public string? VsmIpAddress { get; init; }

    /// <summary>Password at the supervisor module.</summary>
    public string? VsmPassword { get; init; }

    /// <summary>User at the supervisor module.</summary>
    public string? VsmUsername { get; init; }
}
