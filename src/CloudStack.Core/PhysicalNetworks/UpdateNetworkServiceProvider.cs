namespace CloudStack;

/// <summary>Enables, disables or shuts down a provider, or changes its services.</summary>
/// <param name="Id">The provider on its physical network.</param>
[Command("updateNetworkServiceProvider", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.ServiceProviderUpdate,
    JobInstance = "PhysicalNetworkServiceProvider", LegacyClass = "admin.network.UpdateNetworkServiceProviderCmd", Since = "3.0.0")]
public sealed record UpdateNetworkServiceProvider(NetworkServiceProviderId Id) : ICommand<NetworkServiceProvider>
{
    /// <summary>Replaces its services. Services in use cannot be taken away.</summary>
    public IReadOnlyList<string>? ServiceList { get; init; }

    /// <summary><c>Enabled</c>, <c>Disabled</c> or <c>Shutdown</c>; to be enabled, its element must be ready.</summary>
    public string? State { get; init; }
}
