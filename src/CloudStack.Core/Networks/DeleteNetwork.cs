namespace CloudStack;

/// <summary>Shuts a network down and deletes it, with its rules and addresses.</summary>
/// <param name="Id">The network; without virtual machines that are not expunged.</param>
[Command("deleteNetwork", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.NetworkDelete, LegacyClass = "user.network.DeleteNetworkCmd")]
public sealed record DeleteNetwork([property: Owned(AccessType.Modify)] NetworkId Id) : ICommand<Success>;
