namespace CloudStack;

/// <summary>Ends the dedication of a cluster; virtual machines stay where they are.</summary>
/// <param name="ClusterId">The cluster; it must be dedicated itself.</param>
[Command("releaseDedicatedCluster", Runs = Runs.AsJob, Event = EventType.DedicateResourceRelease)]
public sealed record ReleaseDedicatedCluster(ClusterId ClusterId) : ICommand<Success>;
