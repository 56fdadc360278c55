using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Renames a pod, changes its state or its subnet and reserved range. Addresses that are in use must stay inside the range.</summary>
internal sealed class UpdatePodHandler(EventLog events, PlacementIndex placement) : IHandler<UpdatePod, Pod>
{
    public async Task<Pod> HandleAsync(UpdatePod command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<PodRow>(command.Id.Value).Id;
        var state = EnumParameter.ParseOptional<AllocationState>("allocationstate", command.AllocationState);
        var (pod, zoneId) = await context.WriteAsync(async db =>
        {
            var row = await db.Pods.FirstAsync(pod => pod.Id == id);
            var zone = await db.Zones.FirstAsync(zone => zone.Id == row.ZoneId);
            if (command.Name is { } name && name != row.Name
                && await db.Pods.AnyAsync(other => other.ZoneId == row.ZoneId && other.Name == name && other.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid($"There is a pod with the name {name} in the zone {zone.Name} already. Choose another name.");
            }
            row.Name = command.Name ?? row.Name;
            row.AllocationState = state ?? row.AllocationState;
            if ((command.Gateway ?? command.Netmask ?? command.StartIp ?? command.EndIp) is not null)
            {
                await MoveAsync(db, zone, row, command);
            }
            await db.UpdateVersionedAsync(row);
            await events.AddAsync(db, EventType.PodEdit, EventState.Completed, EventLevel.Info, $"Successfully updated the pod {row.Name}",
                context.Caller.UserId, context.Owner.AccountId, context.Owner.DomainId);
            return (await db.Pods.Where(pod => pod.Id == id).AsPods(db).FirstAsync(), row.ZoneId);
        }, ct);
        placement.Invalidate(zoneId);
        return pod;
    }

    private static async Task MoveAsync(Db db, ZoneRow zone, PodRow pod, UpdatePod command)
    {
        var asked = PodAddresses.Parse(command.Gateway ?? pod.Gateway, command.Netmask ?? Ip4.NetmaskOf(pod.CidrSize),
            command.StartIp ?? pod.StartIp, command.EndIp ?? (command.StartIp is null ? pod.EndIp : null));
        await asked.CheckFreeAsync(db, zone, pod.Id);
        var existing = await db.PodIps.Where(row => row.PodId == pod.Id).ToListAsync();
        var outside = existing.Where(row => Ip4.ToNumber(row.Address) is var number && (number < asked.First || number > asked.Last)).ToList();
        if (outside.Find(row => row.Taken is not null) is { } used)
        {
            throw CloudStackException.Invalid($"The pod {pod.Name} cannot have the range {asked.StartIp}-{asked.EndIp}: its address {used.Address} is in use. "
                + "Extend the range instead.");
        }
        var first = Ip4.ToNumber(pod.StartIp);
        var last = Ip4.ToNumber(pod.EndIp);
        if (outside.Count > 0)
        {
            var gone = outside.Select(row => row.Id).ToList();
            foreach (var part in gone.Chunk(500))
            {
                await db.PodIps.DeleteAsync(row => part.Contains(row.Id) && row.Taken == null);
            }
            if (await db.PodIps.CountAsync(row => row.PodId == pod.Id) != existing.Count - outside.Count)
            {
                throw new ConflictException(nameof(PodRow), pod.Id);
            }
        }
        await PodAddresses.AddAsync(db, pod.ZoneId, pod.Id, [.. asked.Numbers().Where(number => number < first || number > last)]);
        pod.Gateway = asked.Gateway;
        (pod.CidrAddress, pod.CidrSize) = (Ip4.FromNumber(asked.Subnet.First), asked.Subnet.Prefix);
        (pod.StartIp, pod.EndIp) = (asked.StartIp, asked.EndIp);
    }
}
