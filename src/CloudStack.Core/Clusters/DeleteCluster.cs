namespace CloudStack;

/// <summary>Deletes a cluster. Refused while it has hosts or storage pools.</summary>
/// <param name="Id">The cluster.</param>
[Command("deleteCluster", Access = Role.Admin, LegacyClass = "admin.cluster.DeleteClusterCmd")]
public sealed record DeleteCluster(ClusterId Id) : ICommand<Success>;
