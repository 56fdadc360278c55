using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteTrafficTypeHandler : IHandler<DeleteTrafficType, Success>
{
    public Task<Success> HandleAsync(DeleteTrafficType command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = context.Row<TrafficTypeRow>(command.Id.Value);
            var physical = await db.PhysicalNetworks.FirstAsync(other => other.Id == row.PhysicalNetworkId, ct);
            var user = await db.Networks
                .Where(network => network.PhysicalNetworkId == physical.Id && network.TrafficType == row.TrafficType && network.Removed.IsNotSet())
                .FirstOrDefaultAsync(ct);
            if (user is not null)
            {
                throw CloudStackException.Invalid(
                    $"{row.TrafficType} traffic is in use on the physical network {physical.Name} by the network {user.Name} ({user.Uuid}). Delete it first.");
            }
            var hasRanges = row.TrafficType == NetworkRules.Public
                ? await db.VlanIpRanges.AnyAsync(range => range.PhysicalNetworkId == physical.Id && range.Type == IpRanges.PublicType && range.Removed.IsNotSet(), ct)
                : row.TrafficType == NetworkRules.Storage
                    && await db.StorageIpRanges.AnyAsync(range => range.ZoneId == physical.ZoneId && range.Removed.IsNotSet(), ct);
            if (hasRanges)
            {
                throw CloudStackException.Invalid($"{row.TrafficType} traffic of the physical network {physical.Name} has IP ranges. Delete them first.");
            }
            await db.TrafficTypes.DeleteAsync(type => type.Id == row.Id, ct);
            return new Success();
        }, ct);
}
