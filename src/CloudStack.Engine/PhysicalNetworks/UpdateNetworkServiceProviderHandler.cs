using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateNetworkServiceProviderHandler(NetworkElementGateway elements)
    : IHandler<UpdateNetworkServiceProvider, NetworkServiceProvider>
{
    public Task<NetworkServiceProvider> HandleAsync(UpdateNetworkServiceProvider command, CommandContext context, CancellationToken ct)
    {
        var state = EnumParameter.ParseOptional<NetworkServiceProviderState>("state", command.State);
        return context.WriteAsync(async db =>
        {
            var row = await db.NetworkServiceProviders.FirstAsync(provider => provider.Uuid == command.Id.Value, ct);
            if (command.ServiceList is not null)
            {
                var chosen = ProviderServices.Choose(elements, row.Name, command.ServiceList);
                var kept = NetworkServiceProviderViews.Split(chosen);
                var lost = NetworkServiceProviderViews.Split(row.Services).Except(kept).ToList();
                var used = await ProviderUse.FindAsync(db, row, lost);
                if (used is not null)
                {
                    throw CloudStackException.Invalid($"{row.Name} provides {used.Service} to the network {used.Network.Name} ({used.Network.Uuid}); it cannot be taken away.");
                }
                row.Services = chosen;
            }
            if (state == NetworkServiceProviderState.Shutdown && row.State == NetworkServiceProviderState.Disabled)
            {
                throw CloudStackException.Invalid($"The provider {row.Name} is disabled; only an enabled one can be shut down.");
            }
            row.State = state ?? row.State;
            await db.UpdateVersionedAsync(row, ct);
            return await db.NetworkServiceProviders.Where(provider => provider.Id == row.Id).AsProviders(db).FirstAsync(ct);
        }, ct);
    }
}
