using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>
/// Takes a host out of the cloud: from maintenance, or by force, which first has its VMs moved or stopped. Its local pool goes only when that is asked
/// for and nothing is on it.
/// </summary>
internal sealed class DeleteHostHandler(
    HypervisorGateway gateway, HostPools pools, HostMeasurements measurements, PlacementIndex placement, IServiceProvider services) : IHandler<DeleteHost, Success>
{
    public async Task<Success> HandleAsync(DeleteHost command, CommandContext context, CancellationToken ct)
    {
        var host = context.Row<HostRow>(command.Id.Value);
        if (host.Type == ImageStoreRules.HostType)
        {
            await context.WriteAsync(db => ImageStoreRules.RemoveAsync(db, host, context.Now), ct);
            return Success.Done;
        }
        var forced = command.Forced == true;
        if (forced && await context.ReadAsync(db => HostVms.On(db, host.Id).AnyAsync(ct), ct) && services.GetService<IHostEvacuator>() is { } evacuator)
        {
            await evacuator.EvacuateAsync(host, context.Caller.UserId, ct);
        }
        var mounted = await context.WriteAsync(db => RemoveAsync(db, host.Id, forced, command.ForceDestroyLocalStorage == true, context.Now), ct);
        measurements.Forget(host.Id);
        placement.Invalidate(host.ZoneId);
        if (host.Status == HostStatus.Up && gateway.Find(host.Hypervisor) is not null)
        {
            var connection = await gateway.ConnectAsync(host, ct);
            await pools.RemoveQuietlyAsync(connection.Driver, connection.Endpoint, mounted, ct);
        }
        return Success.Done;
    }

    /// <summary>Removes the host's rows; returns the pools that are usable on the machine still.</summary>
    private static async Task<List<StoragePoolRow>> RemoveAsync(Db db, long id, bool forced, bool withLocalStorage, DateTimeOffset now)
    {
        var host = await db.Hosts.FirstAsync(row => row.Id == id);
        if (!forced && host.ResourceState is not (HostResourceState.Maintenance or HostResourceState.ErrorInMaintenance))
        {
            throw CloudStackException.Invalid(
                $"The host {host.Name} is {host.ResourceState}. Put it into maintenance first (prepareHostForMaintenance), or give forced=true.");
        }
        if (await HostVms.On(db, id).Select(vm => vm.Name).FirstOrDefaultAsync() is { } vm)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm} is on the host {host.Name} still. Stop or migrate what runs there first.");
        }
        var local = await db.StoragePools.Where(pool => pool.HostId == id && pool.Removed.IsNotSet()).ToListAsync();
        foreach (var pool in local)
        {
            await RemoveLocalPoolAsync(db, host, pool, withLocalStorage, now);
        }
        var linked = await (from link in db.StoragePoolHosts
                            join pool in db.StoragePools on link.PoolId equals pool.Id
                            where link.HostId == id
                            select pool).ToListAsync();
        await db.StoragePoolHosts.DeleteAsync(link => link.HostId == id);
        await db.HostDetails.DeleteAsync(detail => detail.HostId == id);
        await Dedications.ForgetAsync(db, DedicationKind.Host, id);
        await db.HostCapacities.DeleteAsync(capacity => capacity.HostId == id);
        await db.CapacityReservations.DeleteAsync(reservation => reservation.HostId == id);
        await db.VirtualMachines.Where(row => row.LastHostId == id)
            .Set(row => row.LastHostId, (long?)null).Set(row => row.HoldsReserved, false).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
        host.Removed = now;
        host.Status = HostStatus.Removed;
        host.ResourceState = HostResourceState.Disabled;
        (host.Guid, host.ClusterId) = (null, null);
        await db.UpdateVersionedAsync(host);
        return linked;
    }

    private static async Task RemoveLocalPoolAsync(Db db, HostRow host, StoragePoolRow pool, bool allowed, DateTimeOffset now)
    {
        if (!allowed)
        {
            throw CloudStackException.Invalid(
                $"The host {host.Name} has the local storage pool {pool.Name}, which would be lost. Give forcedestroylocalstorage=true to let it go.");
        }
        if (await db.Volumes.Where(volume => volume.PoolId == pool.Id && volume.Removed.IsNotSet()).Select(volume => volume.Name).FirstOrDefaultAsync() is { } volume)
        {
            throw CloudStackException.Invalid(
                $"The volume {volume} is on the local storage of the host {host.Name} still. Expunge the virtual machines and delete the volumes there first.");
        }
        await PoolRules.RemoveAsync(db, pool, now);
    }
}
