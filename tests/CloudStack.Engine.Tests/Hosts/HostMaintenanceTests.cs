namespace CloudStack.Engine.Tests.Hosts;

public sealed class HostMaintenanceTests
{
    [Test]
    public async Task A_host_without_virtual_machines_is_in_maintenance_at_once_and_comes_back()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);

        var host = await cloud.RunAsync(new PrepareHostForMaintenance(zone.Host.Id));
        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.Maintenance));
        Assert.That((await cloud.RefusedAsync(new PrepareHostForMaintenance(zone.Host.Id))).Message, Does.Contain("Maintenance"));

        host = await cloud.RunAsync(new CancelHostMaintenance(zone.Host.Id));
        Assert.That((host.ResourceState, host.State), Is.EqualTo((HostResourceState.Enabled, HostStatus.Up)));
        Assert.That((await cloud.RefusedAsync(new CancelHostMaintenance(zone.Host.Id))).Message, Does.Contain("no maintenance"));
        var events = await cloud.Database.ReadAsync(db => db.Events.Select(row => row.Type).Distinct().ToListAsync());
        Assert.That(events, Has.Member("MAINT.PREPARE").And.Member("MAINT.CANCEL"));
    }

    [Test]
    public async Task Virtual_machines_are_moved_away()
    {
        var evacuator = new MovingEvacuator();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IHostEvacuator>(evacuator));
        var zone = await TestZone.BuildAsync(cloud);
        var vm = await TestRows.VmOnAsync(zone, zone.Host);
        evacuator.Move = () => TestRows.RemoveAsync(zone, vm);

        var host = await cloud.RunAsync(new PrepareHostForMaintenance(zone.Host.Id));

        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.Maintenance));
    }

    [Test]
    public async Task Where_virtual_machines_stay_it_is_in_error_until_they_left()
    {
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IHostEvacuator>(new MovingEvacuator()));
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2 });
        var vm = await TestRows.VmOnAsync(zone, zone.Host);

        var host = await cloud.RunAsync(new PrepareHostForMaintenance(zone.Host.Id));
        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.ErrorInMaintenance));
        Assert.That((await cloud.RefusedAsync(new PrepareHostForMaintenance(zone.Hosts[1].Id))).Message, Does.Contain("same cluster"));
        await Monitors.RunAsync<HostMaintenance>(cloud);
        Assert.That(await StateAsync(cloud, zone), Is.EqualTo(HostResourceState.ErrorInMaintenance));

        await TestRows.RemoveAsync(zone, vm);
        await Monitors.RunAsync<HostMaintenance>(cloud);
        Assert.That(await StateAsync(cloud, zone), Is.EqualTo(HostResourceState.Maintenance));
    }

    [Test]
    public async Task What_cannot_move_or_is_moving_is_respected()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { LocalStorage = true, HostsPerCluster = 2, PoolsPerCluster = 0 });
        var vm = await TestRows.VmOnAsync(zone, zone.Host, VirtualMachineState.Migrating);
        var pool = await cloud.Database.ReadAsync(db => db.StoragePools.OrderBy(row => row.Id).FirstAsync());
        var volume = await TestRows.VolumeOnAsync(zone, pool.Id, vm);

        Assert.That((await cloud.RefusedAsync(new PrepareHostForMaintenance(zone.Host.Id))).Message, Does.Contain("local storage"));
        await cloud.Database.WriteAsync(db => db.Volumes.Where(row => row.Id == volume.Id).Set(row => row.VmId, (long?)null).UpdateAsync());
        await cloud.RunAsync(new PrepareHostForMaintenance(zone.Host.Id));
        var refusal = await cloud.RefusedAsync(new CancelHostMaintenance(zone.Host.Id));
        Assert.That(refusal.Message, Does.Contain("migrating"));
    }

    private static async Task<HostResourceState?> StateAsync(TestCloud cloud, TestZone zone) =>
        (await cloud.RunAsync(new ListHosts { Id = zone.Host.Id })).Items.Single().ResourceState;

    private sealed class MovingEvacuator : IHostEvacuator
    {
        public Func<Task>? Move { get; set; }

        public Task EvacuateAsync(HostRow host, long userId, CancellationToken ct) => Move?.Invoke() ?? Task.CompletedTask;
    }
}
