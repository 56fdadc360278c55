using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdatePhysicalNetworkHandler : IHandler<UpdatePhysicalNetwork, PhysicalNetwork>
{
    public Task<PhysicalNetwork> HandleAsync(UpdatePhysicalNetwork command, CommandContext context, CancellationToken ct)
    {
        var state = EnumParameter.ParseOptional<PhysicalNetworkState>("state", command.State);
        var vlans = command.Vlan is null ? default((int First, int Last)?) : VlanTags.Parse(command.Vlan);
        return context.WriteAsync(async db =>
        {
            var row = await db.PhysicalNetworks.Where(physical => physical.Uuid == command.Id.Value).FirstAsync(ct);
            var zone = await db.Zones.FirstAsync(z => z.Id == row.ZoneId, ct);
            if (vlans is { } range)
            {
                if (zone.NetworkType == ZoneNetworkType.Basic)
                {
                    throw CloudStackException.Invalid($"vlan is for advanced zones; {zone.Name} is a basic zone.");
                }
                (row.VlanFirst, row.VlanLast) = range;
                await VlanTags.SetRangeAsync(db, row, range.First, range.Last);
            }
            row.State = state?.ToString() ?? row.State;
            row.Tags = command.Tags is null ? row.Tags : PhysicalNetworkParameters.Tag(command.Tags);
            row.Speed = command.NetworkSpeed ?? row.Speed;
            await db.UpdateVersionedAsync(row, ct);
            return await db.PhysicalNetworks.Where(physical => physical.Id == row.Id).AsPhysicalNetworks(db).FirstAsync(ct);
        }, ct);
    }
}
