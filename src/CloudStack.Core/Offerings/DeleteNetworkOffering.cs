namespace CloudStack;

/// <summary>Deletes a network offering. Refused for a default one, and while networks use it.</summary>
/// <param name="Id">The network offering.</param>
[Command("deleteNetworkOffering", Access = Role.Admin, Event = EventType.NetworkOfferingDelete,
    LegacyClass = "admin.network.DeleteNetworkOfferingCmd", Since = "3.0.0")]
public sealed record DeleteNetworkOffering(NetworkOfferingId Id) : ICommand<Success>;
