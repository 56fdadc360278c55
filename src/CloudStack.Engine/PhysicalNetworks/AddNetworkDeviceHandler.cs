namespace CloudStack.Engine;

internal sealed class AddNetworkDeviceHandler : IHandler<AddNetworkDevice, NetworkDevice>
{
    public Task<NetworkDevice> HandleAsync(AddNetworkDevice command, CommandContext context, CancellationToken ct) =>
        throw CloudStackException.Invalid(command.NetworkDeviceType is null
            ? "addNetworkDevice needs networkdevicetype; no plugin offers a type of network device, though."
            : $"No plugin offers the network device type {command.NetworkDeviceType}. Add a plugin that does.");
}
