namespace CloudStack;

/// <summary>Lists network devices of a kind.</summary>
[Command("listNetworkDevice", Access = Role.Admin, ResponseName = "listnetworkdevice", LegacyClass = "admin.network.ListNetworkDeviceCmd")]
public sealed record ListNetworkDevice : IListCommand<NetworkDevice>
{
    /// <summary>What to look for, by key; which keys depends on the kind.</summary>
    public IReadOnlyDictionary<string, string>? NetworkDeviceParameterList { get; init; }

    /// <summary>Kind of device.</summary>
    public string? NetworkDeviceType { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
