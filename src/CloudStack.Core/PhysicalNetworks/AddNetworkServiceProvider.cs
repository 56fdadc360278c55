namespace CloudStack;

/// <summary>Lets a provider, such as the virtual router, serve the networks of a physical network. It starts disabled.</summary>
/// <param name="Name">Name of the provider; one that the cloud has an element for, and only once on the physical network.</param>
/// <param name="PhysicalNetworkId">The physical network.</param>
[Command("addNetworkServiceProvider", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.ServiceProviderCreate,
    JobInstance = "PhysicalNetworkServiceProvider", LegacyClass = "admin.network.AddNetworkServiceProviderCmd", Since = "3.0.0")]
public sealed record AddNetworkServiceProvider(string Name, PhysicalNetworkId PhysicalNetworkId) : ICreateCommand<NetworkServiceProvider>
{
    /// <summary>Physical network that its traffic is bridged to.</summary>
    public PhysicalNetworkId? DestinationPhysicalNetworkId { get; init; }

    /// <summary>Services that it shall provide; all that it can by default. Only for providers whose services can be chosen.</summary>
    public IReadOnlyList<string>? ServiceList { get; init; }
}
