using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreatePodHandler(IIdSource ids, EventLog events, PlacementIndex placement) : IHandler<CreatePod, Pod>
{
    public async Task<Pod> HandleAsync(CreatePod command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        ZoneRules.CheckUsable(zone, context.Caller);
        var addresses = PodAddresses.Parse(command.Gateway, command.Netmask, command.StartIp, command.EndIp);
        var row = new PodRow
        {
            Uuid = ids.NewGuid(),
            ZoneId = zone.Id,
            Name = command.Name,
            Gateway = addresses.Gateway,
            CidrAddress = Ip4.FromNumber(addresses.Subnet.First),
            CidrSize = addresses.Subnet.Prefix,
            StartIp = addresses.StartIp,
            EndIp = addresses.EndIp,
            AllocationState = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState) ?? AllocationState.Enabled,
            Created = context.Now,
        };
        var pod = await context.WriteAsync(async db =>
        {
            if (await db.Pods.AnyAsync(other => other.ZoneId == zone.Id && other.Name == row.Name && other.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid($"There is a pod with the name {row.Name} in the zone {zone.Name} already. Choose another name.");
            }
            await addresses.CheckFreeAsync(db, zone, exceptPodId: 0);
            await db.InsertRowAsync(row);
            await PodAddresses.AddAsync(db, zone.Id, row.Id, addresses.Numbers());
            await events.AddAsync(db, EventType.PodCreate, EventState.Completed, EventLevel.Info,
                $"Successfully created the pod {row.Name} in the zone {zone.Name}", context.Caller.UserId, context.Owner.AccountId, context.Owner.DomainId);
            return await db.Pods.Where(pod => pod.Id == row.Id).AsPods(db).FirstAsync();
        }, ct);
        placement.Invalidate(zone.Id);
        return pod;
    }
}
