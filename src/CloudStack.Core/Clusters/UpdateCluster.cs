namespace CloudStack;

/// <summary>Changes a cluster, or takes its hosts in or out of management.</summary>
/// <param name="Id">The cluster.</param>
[Command("updateCluster", Access = Role.Admin, LegacyClass = "admin.cluster.UpdateClusterCmd")]
public sealed record UpdateCluster(ClusterId Id) : ICommand<Cluster>
{
    /// <summary><c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? AllocationState { get; init; }

    /// <summary>New name.</summary>
    public string? ClusterName { get; init; }

    /// <summary>New type, <c>CloudManaged</c> or <c>ExternalManaged</c>.</summary>
    public string? ClusterType { get; init; }

    /// <summary>New kind of its hosts.</summary>
    public string? Hypervisor { get; init; }

    /// <summary><c>Managed</c> connects its hosts; <c>Unmanaged</c> disconnects them and leaves their VMs alone.</summary>
    public string? ManagedState { get; init; }
}
