namespace CloudStack;

/// <summary>A provider of network services, on a physical network or, without an id, in a list of what is supported.</summary>
[View("networkserviceprovider")]
public sealed record NetworkServiceProvider
{
    /// <summary>Name of the provider.</summary>
    public string? Name { get; init; }

    /// <summary>The physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Physical network that its traffic is bridged to.</summary>
    public PhysicalNetworkId? DestinationPhysicalNetworkId { get; init; }

    /// <summary>State.</summary>
    public NetworkServiceProviderState? State { get; init; }

    /// <summary>The provider on this physical network; null where providers are only named.</summary>
    public NetworkServiceProviderId? Id { get; init; }

    /// <summary>Services that it provides.</summary>
    public IReadOnlyList<string> ServiceList { get; init; } = [];

    /// <summary>Whether its services can be chosen one by one.</summary>
    public bool? CanEnableIndividualService { get; init; }
}
