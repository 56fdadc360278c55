namespace CloudStack;

/// <summary>Deletes a physical network with its traffic types, providers and VLANs. Refused while a network is on it.</summary>
/// <param name="Id">The physical network.</param>
[Command("deletePhysicalNetwork", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.PhysicalNetworkDelete,
    JobInstance = "PhysicalNetwork", LegacyClass = "admin.network.DeletePhysicalNetworkCmd", Since = "3.0.0")]
public sealed record DeletePhysicalNetwork(PhysicalNetworkId Id) : ICommand<Success>;
