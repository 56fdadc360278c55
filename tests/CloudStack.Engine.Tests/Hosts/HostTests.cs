namespace CloudStack.Engine.Tests.Hosts;

public sealed class HostTests
{
    [Test]
    public async Task A_list_is_filtered()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { ClustersPerPod = 2, HostsPerCluster = 2, PoolsPerCluster = 0 });
        await cloud.RunAsync(new UpdateHost(zone.Hosts[1].Id) { AllocationState = "Disable", HostTags = ["ha", "big"] });
        await cloud.Database.WriteAsync(db => cloud.Get<SettingsStore>().SetAsync(db, "ha.tag", "ha"));
        await cloud.Get<CloudEngine>().RefreshSettingsAsync(default);
        async Task<int> CountAsync(ListHosts list) => (await cloud.RunAsync(list)).Count;

        Assert.That(await CountAsync(new()), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { ClusterId = zone.Clusters[1].Id }), Is.EqualTo(2));
        Assert.That(await CountAsync(new() { ZoneId = zone.Zone.Id, PodId = zone.Pod.Id }), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { Name = "zone-host3" }), Is.EqualTo(1));
        Assert.That(await CountAsync(new() { Keyword = "host" }), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { Type = "Routing", State = "Up" }), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { Type = "SecondaryStorage" }), Is.Zero);
        Assert.That(await CountAsync(new() { ResourceState = "Disabled" }), Is.EqualTo(1));
        Assert.That(await CountAsync(new() { HaHost = true }), Is.EqualTo(1));
        Assert.That(await CountAsync(new() { HaHost = false }), Is.EqualTo(3));
        Assert.That((await cloud.RunAsync(new ListHosts { Id = zone.Hosts[1].Id })).Items.Single().HaHost, Is.True);
        Assert.That((await cloud.RunAsync(new ListHosts { Page = 2, PageSize = 3 })).Items.Single().Name, Is.EqualTo("zone-host4"));
        Assert.That((await cloud.RefusedAsync(new ListHosts { State = "Odd" })).Message, Does.Contain("state"));
    }

    [Test]
    public async Task Details_choose_what_is_shown()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud);
        async Task<Host> ShowAsync(params string[] details) => (await cloud.RunAsync(new ListHosts { Details = details })).Items.Single();

        var min = await ShowAsync("min");
        var capacity = await ShowAsync("capacity");
        var both = await ShowAsync("capacity", "events");

        Assert.That((min.MemoryTotal, min.Events), Is.EqualTo(((long?)null, (string?)null)));
        Assert.That((capacity.MemoryTotal, capacity.Events), Is.EqualTo(((long?)(16L << 30), (string?)null)));
        Assert.That(both.Events, Does.Contain("PingTimeout"));
        Assert.That((await cloud.RefusedAsync(new ListHosts { Details = ["odd"] })).Message, Does.Contain("details"));
    }

    [Test]
    public async Task Hosts_are_judged_as_targets_of_a_migration()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 3, ClustersPerPod = 2 });
        var vm = await TestRows.VmOnAsync(zone, zone.Host);
        var stopped = await TestRows.VmOnAsync(zone, zone.Host, VirtualMachineState.Stopped);
        await cloud.Database.WriteAsync(db => db.HostCapacities.Where(row => row.HostId == 2).Set(row => row.UsedMemory, row => row.TotalMemory).UpdateAsync());

        var targets = (await cloud.RunAsync(new ListHosts { VirtualMachineId = new VirtualMachineId(vm.Uuid) })).Items;

        Assert.That(targets.Select(host => (host.Name, host.HasEnoughCapacity, host.SuitableForMigration)),
            Is.EqualTo(new[] { ("zone-host2", (bool?)false, (bool?)false), ("zone-host3", true, true) }));
        Assert.That((await cloud.RefusedAsync(new ListHosts { VirtualMachineId = new VirtualMachineId(stopped.Uuid) })).Message, Does.Contain("running"));
    }

    [Test]
    public async Task A_host_is_disabled_and_enabled()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        var category = await cloud.Database.WriteAsync(db => db.InsertRowAsync(new GuestOsCategoryRow { Uuid = Guid.NewGuid(), Name = "Windows" }));

        var disabled = await cloud.RunAsync(new UpdateHost(zone.Host.Id) { AllocationState = "Disable", OsCategoryId = new GuestOsCategoryId(category.Uuid) });
        var enabled = await cloud.RunAsync(new UpdateHost(zone.Host.Id) { AllocationState = "Enable", HostTags = [" a", "b", "a"] });
        var cleared = await cloud.RunAsync(new UpdateHost(zone.Host.Id) { HostTags = [""] });

        Assert.That((disabled.ResourceState, disabled.OsCategoryName), Is.EqualTo((HostResourceState.Disabled, "Windows")));
        Assert.That((enabled.ResourceState, enabled.HostTags), Is.EqualTo((HostResourceState.Enabled, "a,b")));
        Assert.That(cleared.HostTags, Is.Null);
        Assert.That((await cloud.RefusedAsync(new UpdateHost(zone.Host.Id) { AllocationState = "Half" })).Message, Does.Contain("Enable"));
        Assert.That((await cloud.RefusedAsync(new UpdateHost(zone.Host.Id) { Url = "nfs://a/b" })).Message, Does.Contain("secondary storage"));
        await cloud.RunAsync(new PrepareHostForMaintenance(zone.Host.Id));
        Assert.That((await cloud.RefusedAsync(new UpdateHost(zone.Host.Id) { AllocationState = "Enable" })).Message, Does.Contain("Maintenance"));
    }

    [Test]
    public async Task A_password_is_changed_for_a_host_or_a_whole_cluster()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2, PoolsPerCluster = 0 });
        async Task<string[]> PasswordsAsync() => [.. (await cloud.Database.ReadAsync(db => db.Hosts.OrderBy(row => row.Id).Select(row => row.Password!).ToListAsync()))
            .Select(cloud.Get<ISecretProtector>().Unprotect)];

        await cloud.RunAsync(new UpdateHostPassword("one", "root") { HostId = zone.Host.Id });
        Assert.That(await PasswordsAsync(), Is.EqualTo(new[] { "one", "secret" }));
        await cloud.RunAsync(new UpdateHostPassword("all", "root") { ClusterId = zone.Cluster.Id });
        Assert.That(await PasswordsAsync(), Is.EqualTo(new[] { "all", "all" }));

        Assert.That((await cloud.RefusedAsync(new UpdateHostPassword("x", "root"))).Message, Does.Contain("hostid"));
        Assert.That((await cloud.RefusedAsync(new UpdateHostPassword("x", "root") { HostId = zone.Host.Id, ClusterId = zone.Cluster.Id })).Message, Does.Contain("hostid"));
        Assert.That((await cloud.RefusedAsync(new UpdateHostPassword("x", "other") { HostId = zone.Host.Id })).Message, Does.Contain("as root"));
    }

    [Test]
    public async Task A_host_is_deleted_from_maintenance_or_by_force()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2 });

        Assert.That((await cloud.RefusedAsync(new DeleteHost(zone.Host.Id))).Message, Does.Contain("maintenance"));
        await cloud.RunAsync(new PrepareHostForMaintenance(zone.Host.Id));
        await cloud.RunAsync(new DeleteHost(zone.Host.Id));
        await cloud.RunAsync(new DeleteHost(zone.Hosts[1].Id) { Forced = true });

        Assert.That((await cloud.RunAsync(new ListHosts())).Count, Is.Zero);
        var left = await cloud.Database.ReadAsync(async db => (await db.HostCapacities.CountAsync(), await db.StoragePoolHosts.CountAsync(), await db.Hosts.CountAsync(row => row.Guid != null)));
        Assert.That(left, Is.EqualTo((0, 0, 0)));
        Assert.That((await zone.Cloud.RunAsync(new AddHost("Simulator", "secret", zone.Pod.Id, "sim://zone-host1", "root", zone.Zone.Id) { ClusterId = zone.Cluster.Id }))[0].State,
            Is.EqualTo(HostStatus.Up), "the machine can be added again");
    }

    [Test]
    public async Task A_host_with_virtual_machines_stays()
    {
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IHostEvacuator, HelplessEvacuator>());
        var zone = await TestZone.BuildAsync(cloud);
        await TestRows.VmOnAsync(zone, zone.Host);

        var refusal = await cloud.RefusedAsync(new DeleteHost(zone.Host.Id) { Forced = true });

        Assert.That(refusal.Message, Does.Contain("vm1"));
    }

    [Test]
    public async Task Local_storage_goes_only_when_that_is_asked_for()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { LocalStorage = true, PoolsPerCluster = 0 });
        var pool = await cloud.Database.ReadAsync(db => db.StoragePools.SingleAsync());
        var volume = await TestRows.VolumeOnAsync(zone, pool.Id);

        Assert.That((await cloud.RefusedAsync(new DeleteHost(zone.Host.Id) { Forced = true })).Message, Does.Contain("forcedestroylocalstorage"));
        Assert.That((await cloud.RefusedAsync(new DeleteHost(zone.Host.Id) { Forced = true, ForceDestroyLocalStorage = true })).Message, Does.Contain("volume"));
        await cloud.Database.WriteAsync(db => db.Volumes.Where(row => row.Id == volume.Id).Set(row => row.Removed, cloud.Time.GetUtcNow()).UpdateAsync());
        await cloud.RunAsync(new DeleteHost(zone.Host.Id) { Forced = true, ForceDestroyLocalStorage = true });

        Assert.That((await cloud.RunAsync(new ListStoragePools())).Count, Is.Zero);
    }

    [Test]
    public async Task Hypervisors_and_their_limits_are_listed_and_changed()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 0 });
        var row = await cloud.Database.WriteAsync(db => db.InsertRowAsync(new HypervisorCapabilitiesRow { Uuid = Guid.NewGuid(), Hypervisor = "Simulator", HypervisorVersion = "test", MaxGuests = 50 }));
        var id = new HypervisorCapabilitiesId(row.Uuid);

        Assert.That((await cloud.RunAsync(new ListHypervisors())).Select(hypervisor => hypervisor.Name), Is.EqualTo(new[] { "Simulator" }));
        Assert.That(await cloud.RunAsync(new ListHypervisors { ZoneId = zone.Zone.Id }), Is.Empty);
        var updated = await cloud.RunAsync(new UpdateHypervisorCapabilities { Id = id, MaxGuestsLimit = 70, SecurityGroupEnabled = true });
        Assert.That((updated.MaxGuestsLimit, updated.SecurityGroupEnabled), Is.EqualTo((70L, true)));
        Assert.That((await cloud.RunAsync(new ListHypervisorCapabilities { Hypervisor = "Simulator", Id = id })).Items.Single().HypervisorVersion, Is.EqualTo("test"));
        Assert.That((await cloud.RefusedAsync(new UpdateHypervisorCapabilities { MaxGuestsLimit = 1 })).Message, Does.Contain("id"));
        Assert.That((await cloud.RefusedAsync(new UpdateHypervisorCapabilities { Id = id, MaxGuestsLimit = -1 })).Message, Does.Contain("maxguestslimit"));
    }
}
