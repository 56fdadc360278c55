namespace CloudStack.Engine.Tests.Zones;

public sealed class ListCapacityTests
{
    [Test]
    public async Task A_zone_shows_every_kind_of_capacity()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2, LocalStorage = true });
        await UseAsync(cloud, 1000, 1L << 30);

        var capacities = (await cloud.RunAsync(new ListCapacity { ZoneId = zone.Zone.Id })).Items.ToDictionary(capacity => capacity.Type!.Value);

        Assert.That(capacities.Keys, Is.EquivalentTo(new short[] { 0, 1, 2, 3, 5, 6, 7, 9 }));
        Assert.That((capacities[0].CapacityUsed, capacities[0].CapacityTotal, capacities[0].PercentUsed), Is.EqualTo((1L << 30, 32L << 30, "3.13")));
        Assert.That((capacities[1].CapacityUsed, capacities[1].CapacityTotal), Is.EqualTo((1000L, 32000L)));
        Assert.That(capacities[3].CapacityTotal, Is.EqualTo(20L << 40), "NFS counts with storage.overprovisioning.factor");
        Assert.That((capacities[5].CapacityUsed, capacities[5].CapacityTotal), Is.EqualTo((0L, 51L)));
        Assert.That((capacities[7].CapacityUsed, capacities[7].CapacityTotal), Is.EqualTo((0L, 100L)));
        Assert.That(capacities[9].CapacityTotal, Is.EqualTo(200L << 30));
        Assert.That(capacities[1].ZoneName, Is.EqualTo("Zone"));
        Assert.That((await cloud.RunAsync(new ListCapacity { Type = 1 })).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Disabled_clusters_and_hosts_count_nothing()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { ClustersPerPod = 2, HostsPerCluster = 2, PoolsPerCluster = 0 });
        async Task<long?> CpuAsync() => (await cloud.RunAsync(new ListCapacity { Type = 1 })).Items.SingleOrDefault()?.CapacityTotal;

        Assert.That(await CpuAsync(), Is.EqualTo(64000));
        await cloud.RunAsync(new UpdateHost(zone.Host.Id) { AllocationState = "Disable" });
        Assert.That(await CpuAsync(), Is.EqualTo(48000));
        await cloud.RunAsync(new UpdateCluster(zone.Cluster.Id) { AllocationState = "Disabled" });
        Assert.That(await CpuAsync(), Is.EqualTo(32000));
    }

    [Test]
    public async Task Sorted_by_use_the_fullest_comes_first()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 2, PoolsPerCluster = 0 });
        await cloud.Database.WriteAsync(db => db.HostCapacities.Where(row => db.Hosts.Any(host => host.Id == row.HostId && host.Name == zone.Hosts[1].Name))
            .Set(row => row.UsedCpu, 8000).UpdateAsync());

        var pods = await cloud.RunAsync(new ListCapacity { ZoneId = zone.Zone.Id, Type = 1, SortBy = "usage" });
        var clusters = await cloud.RunAsync(new ListCapacity { PodId = zone.Pods[1].Id, Type = 1, SortBy = "usage" });

        Assert.That(pods.Items.Select(capacity => (capacity.PodName, capacity.PercentUsed)), Is.EqualTo(new[] { ("pod2", "50"), ("pod1", "0") }));
        Assert.That(clusters.Items.Single().ClusterName, Is.EqualTo("cluster2"));
        Assert.That((await cloud.RefusedAsync(new ListCapacity { SortBy = "name" })).Message, Does.Contain("usage"));
    }

    [Test]
    public async Task Lists_show_capacities_when_asked()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud);

        Assert.That((await cloud.RunAsync(new ListZones { ShowCapacities = true })).Items[0].Capacity, Has.Count.EqualTo(7));
        Assert.That((await cloud.RunAsync(new ListPods { ShowCapacities = true })).Items[0].Capacity, Has.Count.EqualTo(5));
        Assert.That((await cloud.RunAsync(new ListClusters { ShowCapacities = true })).Items[0].Capacity, Has.Count.EqualTo(4));
        Assert.That((await cloud.RunAsync(new ListClusters())).Items[0].Capacity, Is.Empty);
    }

    private static Task UseAsync(TestCloud cloud, long cpu, long memory) => cloud.Database.WriteAsync(async db =>
    {
        var host = await db.HostCapacities.Select(row => row.HostId).FirstAsync();
        Assert.That(await cloud.Get<HostCapacities>().TryClaimAsync(db, host, cpu, memory, 1, 1, fromReservation: false), Is.True);
    });
}
