namespace CloudStack.Engine;

/// <summary>There are none while no plugin offers a type of network device.</summary>
internal sealed class ListNetworkDeviceHandler : IHandler<ListNetworkDevice, ListResult<NetworkDevice>>
{
    public Task<ListResult<NetworkDevice>> HandleAsync(ListNetworkDevice command, CommandContext context, CancellationToken ct) =>
        Task.FromResult(new ListResult<NetworkDevice>([], 0));
}
