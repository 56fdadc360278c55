namespace CloudStack;

/// <summary>
/// Dedicates a pod to a domain with those below it, or to one account: it takes no virtual machines of others from then on. Refused while others have
/// virtual machines on it, and where it lies in, or around, something that is dedicated to somebody else.
/// </summary>
/// <param name="PodId">The pod.</param>
/// <param name="DomainId">The domain, or that of the account.</param>
[Command("dedicatePod", Runs = Runs.AsJob, Event = EventType.DedicateResource)]
public sealed record DedicatePod(PodId PodId, DomainId DomainId) : ICommand<DedicatedPod>
{
    /// <summary>Name of an account of the domain; without it, the whole domain.</summary>
    public string? Account { get; init; }
}
