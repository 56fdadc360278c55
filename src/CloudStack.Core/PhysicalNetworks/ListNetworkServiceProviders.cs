namespace CloudStack;

/// <summary>Lists the providers on physical networks.</summary>
[Command("listNetworkServiceProviders", Access = Role.Admin, CountsAll = true, LegacyClass = "admin.network.ListNetworkServiceProvidersCmd",
    Since = "3.0.0")]
public sealed record ListNetworkServiceProviders : IListCommand<NetworkServiceProvider>
{
    /// <summary>Only providers with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only providers on this physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Only providers in this <see cref="NetworkServiceProviderState"/>.</summary>
    public string? State { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
