namespace CloudStack;

/// <summary>Lists the services that networks can have, each with its providers and capabilities.</summary>
[Command("listSupportedNetworkServices", Access = Role.Admin, LegacyClass = "admin.network.ListSupportedNetworkServicesCmd", Since = "3.0.0")]
public sealed record ListSupportedNetworkServices : IListCommand<NetworkService>
{
    /// <summary>Only services of this provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Only this service.</summary>
    public string? Service { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
