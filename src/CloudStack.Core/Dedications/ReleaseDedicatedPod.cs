namespace CloudStack;

/// <summary>Ends the dedication of a pod; virtual machines stay where they are.</summary>
/// <param name="PodId">The pod; it must be dedicated itself.</param>
[Command("releaseDedicatedPod", Runs = Runs.AsJob, Event = EventType.DedicateResourceRelease)]
public sealed record ReleaseDedicatedPod(PodId PodId) : ICommand<Success>;
