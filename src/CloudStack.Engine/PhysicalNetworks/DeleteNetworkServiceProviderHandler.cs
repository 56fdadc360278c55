using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteNetworkServiceProviderHandler : IHandler<DeleteNetworkServiceProvider, Success>
{
    public Task<Success> HandleAsync(DeleteNetworkServiceProvider command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = context.Row<NetworkServiceProviderRow>(command.Id.Value);
            var used = await ProviderUse.FindAsync(db, row, [.. NetworkServiceProviderViews.Split(row.Services)]);
            if (used is not null)
            {
                throw CloudStackException.Invalid(
                    $"{row.Name} serves the network {used.Network.Name} ({used.Network.Uuid}). Give its networks another offering, or delete them, first.");
            }
            await db.NetworkServiceProviders.Where(provider => provider.Id == row.Id && provider.Removed.IsNotSet())
                .Set(provider => provider.Removed, context.Now)
                .Set(provider => provider.State, NetworkServiceProviderState.Shutdown)
                .Set(provider => provider.Version, provider => provider.Version + 1)
                .UpdateAsync(ct);
            return new Success();
        }, ct);
}
