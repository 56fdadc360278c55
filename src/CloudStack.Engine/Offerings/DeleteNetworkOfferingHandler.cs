using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteNetworkOfferingHandler : IHandler<DeleteNetworkOffering, Success>
{
    public Task<Success> HandleAsync(DeleteNetworkOffering command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = context.Row<NetworkOfferingRow>(command.Id.Value);
            if (row.IsDefault || row.IsSystemOnly)
            {
                throw CloudStackException.Invalid($"The network offering {row.Name} comes with the cloud and cannot be deleted. It can be disabled with updateNetworkOffering.");
            }
            var networks = await db.Networks.CountAsync(network => network.NetworkOfferingId == row.Id && network.Removed.IsNotSet(), ct);
            if (networks > 0)
            {
                throw CloudStackException.Invalid(
                    $"The network offering {row.Name} has {networks} network{(networks == 1 ? "" : "s")}. Disable it with updateNetworkOffering, so that no more are made.");
            }
            await db.NetworkOfferings.Where(offering => offering.Id == row.Id && offering.Removed.IsNotSet())
                .Set(offering => offering.Removed, context.Now)
                .Set(offering => offering.Version, offering => offering.Version + 1)
                .UpdateAsync(ct);
            return new Success();
        }, ct);
}
