using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Measures the hosts of this server.</summary>
internal sealed class HostStatisticsCollector(
    Database database, HypervisorGateway gateway, HostMeasurements measurements, ServerRegistry server, SettingsStore settings) : IReconciler
{
    public string Name => "host statistics";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Max(1000, settings.Current.HostStatsInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        var hosts = await database.ReadAsync(db => db.Hosts.Where(host => host.Removed.IsNotSet() && host.Type == HostRules.Routing
            && host.Status == HostStatus.Up && host.ManagementServerId == server.Id).ToListAsync(ct), ct);
        await Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (host, stop) =>
        {
            if (gateway.Find(host.Hypervisor) is not IStatistics)
            {
                return;
            }
            try
            {
                var connection = await gateway.ConnectAsync(host, stop);
                measurements.Set(host.Id, await connection.CallFacetAsync<IStatistics, HostStatistics>("Measuring",
                    (statistics, endpoint) => statistics.GetHostStatisticsAsync(endpoint, stop), stop));
            }
            catch (DriverException)
            {
                // The monitor tells of hosts that do not answer; here the last measurement is just dropped.
                measurements.Forget(host.Id);
            }
        });
    }
}
