using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine;

/// <summary>
/// Brings hosts that were asked to into maintenance: once no VM is left on one, it is there. Where VMs stay although everything was tried, it is in
/// error, and tried again at each turn.
/// </summary>
internal sealed class HostMaintenance(
    Database database, SettingsStore settings, ServerRegistry server, AlertLog alerts, PlacementIndex placement, IServiceProvider services) : IReconciler
{
    public string Name => "host maintenance";

    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Max(1, settings.Current.PingInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        var hosts = await database.ReadAsync(db => db.Hosts.Where(host => host.Removed.IsNotSet() && host.ManagementServerId == server.Id
            && (host.ResourceState == HostResourceState.PrepareForMaintenance || host.ResourceState == HostResourceState.ErrorInMaintenance)).ToListAsync(ct), ct);
        foreach (var host in hosts)
        {
            // While a host is being prepared, the job that does so works on its VMs; afterwards it is up to this.
            if (!await FinishAsync(host, ct) && host.ResourceState == HostResourceState.ErrorInMaintenance
                && services.GetService<IHostEvacuator>() is { } evacuator)
            {
                await evacuator.EvacuateAsync(host, Identity.SystemUserId, ct);
                await FinishAsync(host, ct);
            }
        }
    }

    /// <summary>Moves the VMs away and ends the preparation, one way or the other.</summary>
    public async Task EvacuateAsync(HostRow host, long userId, CancellationToken ct)
    {
        if (await FinishAsync(host, ct))
        {
            return;
        }
        if (services.GetService<IHostEvacuator>() is { } evacuator)
        {
            await evacuator.EvacuateAsync(host, userId, ct);
        }
        if (!await FinishAsync(host, ct))
        {
            await FailAsync(host, ct);
        }
    }

    /// <summary>Puts a host without VMs into maintenance; false when VMs are left, or when the maintenance was cancelled.</summary>
    private async Task<bool> FinishAsync(HostRow host, CancellationToken ct)
    {
        var done = await database.WriteAsync(async db =>
        {
            if (await HostVms.On(db, host.Id).AnyAsync())
            {
                return false;
            }
            var count = await MoveAsync(db, host.Id, HostResourceState.Maintenance, HostResourceState.PrepareForMaintenance, HostResourceState.ErrorInMaintenance);
            if (count == 1)
            {
                await alerts.AddAsync(db, AlertLog.Host, $"The host {host.Name} is in maintenance", host.ZoneId, host.PodId, host.ClusterId);
            }
            return true;
        }, ct);
        placement.Invalidate(host.ZoneId);
        return done;
    }

    private async Task FailAsync(HostRow host, CancellationToken ct)
    {
        await database.WriteAsync(async db =>
        {
            if (await MoveAsync(db, host.Id, HostResourceState.ErrorInMaintenance, HostResourceState.PrepareForMaintenance) == 1)
            {
                await alerts.AddAsync(db, AlertLog.Host, $"The host {host.Name} cannot be put into maintenance: virtual machines are left on it",
                    host.ZoneId, host.PodId, host.ClusterId);
            }
        }, ct);
        placement.Invalidate(host.ZoneId);
    }

    private static Task<int> MoveAsync(Db db, long hostId, HostResourceState to, params HostResourceState[] from) =>
        db.Hosts.Where(row => row.Id == hostId && row.Removed.IsNotSet() && from.Contains(row.ResourceState))
            .Set(row => row.ResourceState, to)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
}
