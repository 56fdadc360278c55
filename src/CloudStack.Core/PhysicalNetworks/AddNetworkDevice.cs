namespace CloudStack;

/// <summary>Adds a network device of a kind that is addressed by free parameters, such as an external DHCP or PXE server.</summary>
[Command("addNetworkDevice", Access = Role.Admin, LegacyClass = "admin.network.AddNetworkDeviceCmd")]
public sealed record AddNetworkDevice : ICommand<NetworkDevice>
{
    /// <summary>What the kind of device needs, by key.</summary>
    public IReadOnlyDictionary<string, string>? NetworkDeviceParameterList { get; init; }

    /// <summary>Kind of device, for example <c>ExternalDhcp</c>.</summary>
    public string? NetworkDeviceType { get; init; }
}
