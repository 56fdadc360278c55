using CloudStack.Drivers.Simulator;

namespace CloudStack.Engine.Tests.Hosts;

public sealed class AddHostTests
{
    [Test]
    public async Task A_host_is_up_with_what_the_machine_has()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 0, PoolsPerCluster = 0 });

        var host = await zone.AddHostAsync(zone.Cluster, "cpus=8&mhz=2000&memory=16GiB", "fast", "ssd");

        Assert.That(host.State, Is.EqualTo(HostStatus.Up));
        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.Enabled));
        Assert.That(host.Type, Is.EqualTo("Routing"));
        Assert.That(host.CpuNumber, Is.EqualTo(8));
        Assert.That(host.MemoryTotal, Is.EqualTo(16L << 30));
        Assert.That(host.MemoryAllocated, Is.Zero);
        Assert.That(host.CpuAllocated, Is.EqualTo("0%"));
        Assert.That(host.CpuWithOverprovisioning, Is.EqualTo("16000.0"));
        Assert.That(host.HostTags, Is.EqualTo("fast,ssd"));
        Assert.That(host.Capabilities, Is.EqualTo("hvm,snapshot"));
        Assert.That(host.ClusterName, Is.EqualTo("cluster1"));
        Assert.That(host.IsLocalStorageActive, Is.False);
        var capacity = await cloud.Database.ReadAsync(db => db.HostCapacities.SingleAsync());
        Assert.That((capacity.TotalCpu, capacity.TotalMemory), Is.EqualTo((16000L, 16L << 30)));
    }

    [Test]
    public async Task The_password_is_not_readable_in_the_database()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud);

        var row = await cloud.Database.ReadAsync(db => db.Hosts.SingleAsync());

        Assert.That(row.Password, Does.Not.Contain("secret"));
        Assert.That(cloud.Get<ISecretProtector>().Unprotect(row.Password!), Is.EqualTo("secret"));
    }

    [Test]
    public async Task Local_storage_becomes_a_pool_where_the_zone_wants_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { LocalStorage = true, PoolsPerCluster = 0 });

        var pool = await cloud.Database.ReadAsync(db => db.StoragePools.SingleAsync());
        var links = await cloud.Database.ReadAsync(db => db.StoragePoolHosts.CountAsync(link => link.PoolId == pool.Id));

        Assert.That(zone.Host.IsLocalStorageActive, Is.True);
        Assert.That((pool.Scope, pool.Type, pool.CapacityBytes), Is.EqualTo(("HOST", "Filesystem", 100L << 30)));
        Assert.That(links, Is.EqualTo(1));
    }

    [Test]
    public async Task A_second_host_gets_the_pools_of_its_cluster()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 2 });

        await zone.AddHostAsync(zone.Cluster);

        Assert.That(await cloud.Database.ReadAsync(db => db.StoragePoolHosts.CountAsync()), Is.EqualTo(4));
    }

    [Test]
    public async Task A_host_that_does_not_answer_leaves_nothing_behind()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 0, PoolsPerCluster = 0 });
        cloud.World.Happen(new SimulatorEvent(SimulatorEventKind.HostDrop, "dead"));

        var refusal = await cloud.RefusedAsync(Add(zone, "sim://dead") with { ClusterId = null, ClusterName = "new" });

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.Internal));
        Assert.That(refusal.Message, Does.Contain("Unable to add the host").And.Contain("dead"));
        Assert.That(await cloud.Database.ReadAsync(db => db.Hosts.CountAsync()), Is.Zero);
        Assert.That(await cloud.Database.ReadAsync(db => db.Clusters.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_host_that_cannot_use_the_pools_leaves_nothing_behind()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        cloud.World.Plan("ensurepool:fail");

        var refusal = await cloud.RefusedAsync(Add(zone, "sim://other"));

        Assert.That(refusal.Message, Does.Contain("primary1"));
        Assert.That(await cloud.Database.ReadAsync(db => db.Hosts.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_machine_is_added_once()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);

        var sameAddress = await cloud.RefusedAsync(Add(zone, $"sim://zone-host1?{TestZoneShape.DefaultHostSize}"));
        var sameMachine = await cloud.RefusedAsync(Add(zone, "sim://ZONE-HOST1/other"));

        Assert.That(sameAddress.Message, Does.Contain("address").And.Contain("already"));
        Assert.That(sameMachine.Message, Does.Contain("in the cloud already"));
    }

    [Test]
    public async Task A_cluster_is_found_or_made_by_its_name()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);

        var found = (await cloud.RunAsync(Add(zone, "sim://a") with { ClusterId = null, ClusterName = "cluster1" }))[0];
        var made = (await cloud.RunAsync(Add(zone, "sim://b") with { ClusterId = null, ClusterName = "fresh" }))[0];

        Assert.That(found.ClusterId, Is.EqualTo(zone.Cluster.Id));
        Assert.That(made.ClusterName, Is.EqualTo("fresh"));
        Assert.That(made.ClusterId, Is.Not.EqualTo(zone.Cluster.Id));
    }

    [Test]
    public async Task What_does_not_go_together_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 2, HostsPerCluster = 0, PoolsPerCluster = 0 });

        Assert.Multiple(async () =>
        {
            Assert.That((await cloud.RefusedAsync(Add(zone, "sim://a") with { ClusterName = "x" })).Message, Does.Contain("not both"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "sim://a") with { ClusterId = null })).Message, Does.Contain("clusterid"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "sim://a") with { ClusterId = zone.Clusters[1].Id })).Message, Does.Contain("not in the pod"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "ssh://a"))).Message, Does.Contain("sim://"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "nowhere"))).Message, Does.Contain("no address"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "sim://root:pw123@a"))).Message, Does.Not.Contain("pw123"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "sim://a") with { Hypervisor = "KVM" })).Message, Does.Contain("KVM"));
            Assert.That((await cloud.RefusedAsync(Add(zone, "sim://a") with { AllocationState = "Half" })).Message, Does.Contain("allocationstate"));
        });
    }

    [Test]
    public async Task A_host_may_start_disabled()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);

        var host = (await cloud.RunAsync(Add(zone, "sim://a") with { AllocationState = "Disabled" }))[0];

        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.Disabled));
    }

    [Test]
    public async Task A_hypervisor_list_that_was_set_keeps_others_out()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        await cloud.Database.WriteAsync(db => cloud.Get<SettingsStore>().SetAsync(db, "hypervisor.list", "KVM"));
        await cloud.Get<CloudEngine>().RefreshSettingsAsync(default);

        var refusal = await cloud.RefusedAsync(Add(zone, "sim://a"));

        Assert.That(refusal.Message, Does.Contain("hypervisor.list"));
    }

    private static AddHost Add(TestZone zone, string url) =>
        new("Simulator", "secret", zone.Pod.Id, url, "root", zone.Zone.Id) { ClusterId = zone.Cluster.Id };
}
