namespace CloudStack;

/// <summary>Takes a provider off a physical network. Refused while networks use it.</summary>
/// <param name="Id">The provider on its physical network.</param>
[Command("deleteNetworkServiceProvider", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.ServiceProviderDelete,
    JobInstance = "PhysicalNetworkServiceProvider", LegacyClass = "admin.network.DeleteNetworkServiceProviderCmd", Since = "3.0.0")]
public sealed record DeleteNetworkServiceProvider(NetworkServiceProviderId Id) : ICommand<Success>;
