using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteZoneHandler(PlacementIndex placement) : IHandler<DeleteZone, Success>
{
    public async Task<Success> HandleAsync(DeleteZone command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<ZoneRow>(command.Id.Value).Id;
        await context.WriteAsync(async db =>
        {
            var zone = await db.Zones.FirstAsync(row => row.Id == id);
            await CheckEmptyAsync(db, zone);
            zone.Removed = context.Now;
            await db.UpdateVersionedAsync(zone);
            await db.VlanIpRanges.Where(row => row.ZoneId == id && row.Removed.IsNotSet()).Set(row => row.Removed, context.Now).UpdateAsync();
            await db.IpAddresses.DeleteAsync(row => row.ZoneId == id);
            await db.Networks.Where(row => row.ZoneId == id && row.IsSystem && row.Removed.IsNotSet()).Set(row => row.Removed, context.Now).UpdateAsync();
            await Dedications.ForgetAsync(db, DedicationKind.Zone, id);
            await db.ZoneDetails.DeleteAsync(row => row.ZoneId == id);
            context.EventText = $"Successfully deleted the zone {zone.Name}";
        }, ct);
        placement.Invalidate(id);
        return Success.Done;
    }

    private static async Task CheckEmptyAsync(Db db, ZoneRow zone)
    {
        var id = zone.Id;
        await RefuseAsync(zone, "private IP addresses in use", db.PodIps.CountAsync(row => row.ZoneId == id && row.Taken != null));
        await RefuseAsync(zone, "public IP addresses in use", db.IpAddresses.CountAsync(row => row.ZoneId == id && row.State != IpAddressState.Free));
        await RefuseAsync(zone, "virtual machines", db.VirtualMachines.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "volumes", db.Volumes.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "hosts", db.Hosts.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "storage pools", db.StoragePools.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "clusters", db.Clusters.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "pods", db.Pods.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "physical networks", db.PhysicalNetworks.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "image stores", db.ImageStores.CountAsync(row => row.ZoneId == id && row.Removed.IsNotSet()));
        await RefuseAsync(zone, "networks", db.Networks.CountAsync(row => row.ZoneId == id && !row.IsSystem && row.Removed.IsNotSet()));
    }

    private static async Task RefuseAsync(ZoneRow zone, string what, Task<int> count)
    {
        if (await count is var left and > 0)
        {
            throw CloudStackException.Invalid($"The zone {zone.Name} cannot be deleted: it has {left} {what}. Remove them first.");
        }
    }
}
