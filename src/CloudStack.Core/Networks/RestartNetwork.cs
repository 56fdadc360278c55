namespace CloudStack;

/// <summary>Sets a network up again: all its rules are sent anew, and its virtual routers are replaced unless told otherwise.</summary>
/// <param name="Id">The network; Implemented or Setup.</param>
[Command("restartNetwork", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.NetworkRestart,
    LegacyClass = "user.network.RestartNetworkCmd")]
public sealed record RestartNetwork([property: Owned(AccessType.Modify)] NetworkId Id) : ICommand<Success>
{
    /// <summary>Whether to shut its services down first, which replaces virtual routers and interrupts traffic; true if not said.</summary>
    public bool? Cleanup { get; init; }
}
