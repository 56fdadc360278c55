namespace CloudStack.Engine;

internal sealed class DeleteNetworkDeviceHandler : IHandler<DeleteNetworkDevice, Success>
{
    public Task<Success> HandleAsync(DeleteNetworkDevice command, CommandContext context, CancellationToken ct) =>
        throw CloudStackException.Invalid($"The host {context.Row<HostRow>(command.Id.Value).Name} is no network device. deleteHost removes hosts.");
}
