using System.Collections.Concurrent;
using CloudStack.Drivers;
using CloudStack.Drivers.Simulator;

namespace CloudStack.Engine.Tests.Hosts;

public sealed class HostMonitorTests
{
    [Test]
    public async Task A_silent_host_is_disconnected_then_alert_then_up_when_it_answers()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2 });
        var silent = zone.Hosts[1];
        zone.Happen(SimulatorEventKind.HostDrop, silent.Name!);

        await Monitors.RunAsync<HostMonitor>(cloud);
        Assert.That(await StatesAsync(cloud), Is.EqualTo(new HostStatus?[] { HostStatus.Up, HostStatus.Disconnected }));
        Assert.That((await cloud.RunAsync(new ListHosts { State = "Disconnected" })).Items.Single().Disconnected, Is.Not.Null);
        Assert.That(await AlertsAsync(cloud), Is.EqualTo(1));

        cloud.Time.Advance(TimeSpan.FromSeconds(100));
        await Monitors.RunAsync<HostMonitor>(cloud);
        Assert.That((await StatesAsync(cloud))[1], Is.EqualTo(HostStatus.Disconnected), "150 s are not over");
        cloud.Time.Advance(TimeSpan.FromSeconds(60));
        await Monitors.RunAsync<HostMonitor>(cloud);
        Assert.That((await StatesAsync(cloud))[1], Is.EqualTo(HostStatus.Alert));
        Assert.That(await AlertsAsync(cloud), Is.EqualTo(2));

        zone.Happen(SimulatorEventKind.HostReturn, silent.Name!);
        await Monitors.RunAsync<HostMonitor>(cloud);
        Assert.That((await StatesAsync(cloud))[1], Is.EqualTo(HostStatus.Up));
        Assert.That((await cloud.RunAsync(new ListHosts { Id = silent.Id })).Items.Single().Disconnected, Is.Null);
        Assert.That(await AlertsAsync(cloud), Is.Zero);
    }

    [Test]
    public async Task A_host_that_hangs_does_not_hold_up_the_others()
    {
        var sync = new RecordingSync();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IPowerStateSync>(sync));
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2, PoolsPerCluster = 0 });
        cloud.World.Plan("observe@zone-host1:hang");

        var round = Monitors.RunAsync<HostMonitor>(cloud);
        while (await Task.WhenAny(round, Task.Delay(20)) != round)
        {
            // No sooner than the other host has answered, else it were late by the same clock.
            if (sync.Hosts.Contains(zone.Hosts[1].Name))
            {
                cloud.Time.Advance(TimeSpan.FromSeconds(61));
            }
        }
        await round;

        var states = await StatesAsync(cloud);
        Assert.That(states[0], Is.AnyOf(HostStatus.Disconnected, HostStatus.Alert));
        Assert.That(states[1], Is.EqualTo(HostStatus.Up));
    }

    [Test]
    public async Task Observations_are_handed_on()
    {
        var sync = new RecordingSync();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IPowerStateSync>(sync));
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 3, PoolsPerCluster = 0 });

        await Monitors.RunAsync<HostMonitor>(cloud);

        Assert.That(sync.Hosts, Is.EquivalentTo(zone.Hosts.Select(host => host.Name)));
    }

    [Test]
    public async Task Hosts_of_a_dead_server_are_adopted_and_those_of_a_living_one_left()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 3, PoolsPerCluster = 0 });
        var own = cloud.Get<ServerRegistry>().Id;
        var (dead, alive) = await cloud.Database.WriteAsync(async db =>
        {
            var one = await db.InsertRowAsync(new ManagementServerRow { Uuid = Guid.NewGuid(), Name = "dead", State = "Down" });
            var two = await db.InsertRowAsync(new ManagementServerRow { Uuid = Guid.NewGuid(), Name = "alive", State = "Up" });
            var hosts = await db.Hosts.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
            await db.Hosts.Where(row => row.Id == hosts[1]).Set(row => row.ManagementServerId, one.Id).UpdateAsync();
            await db.Hosts.Where(row => row.Id == hosts[2]).Set(row => row.ManagementServerId, two.Id).UpdateAsync();
            return (one.Id, two.Id);
        });

        await Monitors.RunAsync<HostMonitor>(cloud);

        var owners = await cloud.Database.ReadAsync(db => db.Hosts.OrderBy(row => row.Id).Select(row => row.ManagementServerId).ToListAsync());
        Assert.That(owners, Is.EqualTo(new long?[] { own, own, alive }));
        Assert.That(owners, Has.No.Member(dead));
    }

    [Test]
    public async Task A_host_that_grew_shows_its_new_size_when_it_is_reconnected()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        await cloud.Database.WriteAsync(db => db.Hosts.Set(row => row.Address, "sim://zone-host1?cpus=16&mhz=2000&memory=32GiB")
            .Set(row => row.Version, row => row.Version + 1).UpdateAsync());

        var host = await cloud.RunAsync(new ReconnectHost(zone.Host.Id));

        Assert.That((host.CpuNumber, host.MemoryTotal, host.State), Is.EqualTo((16, 32L << 30, HostStatus.Up)));
    }

    [Test]
    public async Task Reconnecting_a_silent_host_fails()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        zone.Happen(SimulatorEventKind.HostDrop, zone.Host.Name!);

        var refusal = await cloud.RefusedAsync(new ReconnectHost(zone.Host.Id));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.Internal));
        Assert.That(refusal.Message, Does.Contain("Failed to reconnect"));
    }

    [Test]
    public async Task Hosts_and_pools_are_measured()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud);
        await cloud.Database.WriteAsync(db => db.StoragePools.Set(row => row.CapacityBytes, 5).UpdateAsync());

        await Monitors.RunAsync<HostStatisticsCollector>(cloud);
        await Monitors.RunAsync<StorageStatisticsCollector>(cloud);

        Assert.That((await cloud.RunAsync(new ListHosts())).Items.Single().CpuUsed, Does.EndWith("%"));
        Assert.That((await cloud.RunAsync(new ListStoragePools())).Items.Single().DiskSizeTotal, Is.EqualTo(10L << 40));
    }

    private static async Task<HostStatus?[]> StatesAsync(TestCloud cloud) => [.. (await cloud.RunAsync(new ListHosts())).Items.Select(host => host.State)];

    private static Task<int> AlertsAsync(TestCloud cloud) => cloud.Database.ReadAsync(db => db.Alerts.CountAsync(row => row.Resolved == null));

    private sealed class RecordingSync : IPowerStateSync
    {
        public ConcurrentBag<string> Hosts { get; } = [];

        public Task ReportAsync(HostRow host, IReadOnlyList<VmObservation> observed, DateTimeOffset observedAt, CancellationToken ct)
        {
            Hosts.Add(host.Name);
            return Task.CompletedTask;
        }
    }
}
