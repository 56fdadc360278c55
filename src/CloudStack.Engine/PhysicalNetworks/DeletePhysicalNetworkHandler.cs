using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeletePhysicalNetworkHandler : IHandler<DeletePhysicalNetwork, Success>
{
    public Task<Success> HandleAsync(DeletePhysicalNetwork command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = context.Row<PhysicalNetworkRow>(command.Id.Value);
            var network = await db.Networks.FirstOrDefaultAsync(other => other.PhysicalNetworkId == row.Id && other.Removed.IsNotSet(), ct);
            if (network is not null)
            {
                throw CloudStackException.Invalid($"The physical network {row.Name} carries the network {network.Name} ({network.Uuid}). Delete its networks first.");
            }
            if (await db.VlanIpRanges.AnyAsync(range => range.PhysicalNetworkId == row.Id && range.Removed.IsNotSet(), ct))
            {
                throw CloudStackException.Invalid($"The physical network {row.Name} carries IP ranges. Delete them first (listVlanIpRanges, deleteVlanIpRange).");
            }
            await db.VlanTags.DeleteAsync(tag => tag.PhysicalNetworkId == row.Id, ct);
            await db.TrafficTypes.DeleteAsync(type => type.PhysicalNetworkId == row.Id, ct);
            await db.NetworkServiceProviders.Where(provider => provider.PhysicalNetworkId == row.Id && provider.Removed.IsNotSet())
                .Set(provider => provider.Removed, context.Now).UpdateAsync(ct);
            await db.PhysicalNetworks.Where(physical => physical.Id == row.Id && physical.Removed.IsNotSet())
                .Set(physical => physical.Removed, context.Now)
                .Set(physical => physical.Version, physical => physical.Version + 1).UpdateAsync(ct);
            return new Success();
        }, ct);
}
