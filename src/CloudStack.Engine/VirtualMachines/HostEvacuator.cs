using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Moves VMs away from a host that goes into maintenance, each to where placement puts it in the cluster; what nobody can take is stopped, as in 4.1.</summary>
internal sealed partial class HostEvacuator(
    Database database, PlacementIndex index, VmPlacement placement, Dispatcher dispatcher, HypervisorGateway hypervisors, ILogger<HostEvacuator> logger) : IHostEvacuator
{
    private const int AtOnce = 4;

    public async Task EvacuateAsync(HostRow host, long userId, CancellationToken ct)
    {
        var vms = await database.ReadAsync(db => db.VirtualMachines
            .Where(vm => vm.HostId == host.Id && vm.State == VirtualMachineState.Running && vm.Removed.IsNotSet()).OrderBy(vm => vm.Id).ToListAsync(ct), ct);
        await Parallel.ForEachAsync(vms, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (vm, token) => await MoveAwayAsync(vm, host, token));
    }

    private async Task MoveAwayAsync(VirtualMachineRow vm, HostRow host, CancellationToken ct)
    {
        var id = new VirtualMachineId(vm.Uuid);
        try
        {
            if (hypervisors.Find(host.Hypervisor) is ILiveMigration && await TargetAsync(vm, host, ct) is { } target)
            {
                await dispatcher.ExecuteAsync(new MigrateVirtualMachine(id) { HostId = target }, Caller.System, ct);
            }
            else
            {
                await dispatcher.ExecuteAsync(new StopVirtualMachine(id) { Forced = true }, Caller.System, ct);
            }
        }
        catch (CloudStackException exception)
        {
            // It stays on the host, which becomes ErrorInMaintenance.
            LogFailed(exception, vm.InstanceName, host.Name);
        }
    }

    private async Task<HostId?> TargetAsync(VirtualMachineRow vm, HostRow host, CancellationToken ct)
    {
        var request = await database.ReadAsync(async db =>
        {
            var cluster = await db.Clusters.Where(row => row.Id == host.ClusterId).Select(row => row.Uuid).FirstAsync(ct);
            var wanted = await placement.RequestAsync(db, vm, new VmStartState { AvoidHosts = [host.Uuid] });
            return wanted with { ClusterId = new ClusterId(cluster), LastHostId = null };
        }, ct);
        var place = await index.PlaceAsync(vm.ZoneId, request, ct, vm.Uuid);
        // The migration claims for itself.
        index.Release(place.Hold);
        return place.Result.HostId;
    }

    [LoggerMessage(LogLevel.Warning, "{Vm} could not be moved away from {Host}.")]
    private partial void LogFailed(Exception exception, string vm, string host);
}
