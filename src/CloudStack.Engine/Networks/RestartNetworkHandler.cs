using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Has the elements of a network set it up again; with cleanup, which is the default, from nothing.</summary>
internal sealed class RestartNetworkHandler(NetworkElementGateway elements) : IHandler<RestartNetwork, Success>
{
    public async Task<Success> HandleAsync(RestartNetwork command, CommandContext context, CancellationToken ct)
    {
        var network = context.Row<NetworkRow>(command.Id.Value);
        if (network.IsSystem || network.State is not (NetworkState.Implemented or NetworkState.Setup))
        {
            throw CloudStackException.Invalid($"The network {network.Name ?? network.TrafficType} is {(network.IsSystem ? "for system use" : network.State.ToString())}; "
                + "only guest networks that are Implemented or Setup can be restarted. Starting a VM on it implements a network.");
        }
        if (command.Cleanup ?? true)
        {
            await elements.RemoveAsync(network.Id, ct);
        }
        await elements.EnsureAsync(network.Id, ct);
        await context.WriteAsync(db => db.Networks.Where(row => row.Id == network.Id)
            .Set(row => row.RestartRequired, false)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync(ct), ct);
        return new Success();
    }
}
