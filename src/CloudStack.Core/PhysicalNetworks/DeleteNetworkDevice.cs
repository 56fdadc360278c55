namespace CloudStack;

/// <summary>Removes a network device.</summary>
/// <param name="Id">The device, which counts as a host.</param>
[Command("deleteNetworkDevice", Access = Role.Admin, LegacyClass = "admin.network.DeleteNetworkDeviceCmd")]
public sealed record DeleteNetworkDevice(HostId Id) : ICommand<Success>;
