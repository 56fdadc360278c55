using CloudStack.Drivers.Simulator;

namespace CloudStack.Engine.Tests.StoragePools;

public sealed class CreateStoragePoolTests
{
    [TestCase("nfs://nfs.example/export/primary/", "NetworkFilesystem", "nfs.example", "/export/primary")]
    [TestCase("SharedMountPoint://localhost/mnt/primary", "SharedMountPoint", "localhost", "/mnt/primary")]
    [TestCase("presetup://localhost/SR", "PreSetup", "localhost", "/SR")]
    [TestCase("rbd://admin:secret@ceph.example/pool", "RBD", "ceph.example", "pool")]
    [TestCase("clvm://localhost/vg0", "CLVM", "localhost", "vg0")]
    [TestCase("iscsi://san.example/iqn.2010-01.example:1/3", "IscsiLUN", "san.example", "/iqn.2010-01.example:1/3")]
    [TestCase("file://localhost/data", "Filesystem", "localhost", "/data")]
    public async Task Each_kind_of_url_makes_a_pool(string url, string type, string server, string path)
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2, PoolsPerCluster = 0 });

        var pool = await cloud.RunAsync(Create(zone, url) with { Tags = "fast, ssd", Details = new Dictionary<string, string> { ["a"] = "b" } });

        Assert.That((pool.Type, pool.IpAddress, pool.Path), Is.EqualTo((type, server, path)));
        Assert.That(pool.State, Is.EqualTo(StoragePoolStatus.Up));
        Assert.That(pool.Tags, Is.EqualTo("fast,ssd"));
        Assert.That(pool.DiskSizeTotal, Is.EqualTo(10L << 40));
        Assert.That(pool.ClusterName, Is.EqualTo("cluster1"));
        var (row, capacity, links, details) = await cloud.Database.ReadAsync(async db => (await db.StoragePools.SingleAsync(),
            await db.StoragePoolCapacities.SingleAsync(), await db.StoragePoolHosts.CountAsync(), await db.StoragePoolDetails.CountAsync()));
        Assert.That((row.Scope, capacity.TotalBytes, links, details), Is.EqualTo(("CLUSTER", 10L << 40, 2, 1)));
        Assert.That(row.UserInfo, Is.Null.Or.Not.Contain("secret"));
        Assert.That(PoolSpecs.Of(row, cloud.Get<ISecretProtector>()).UserInfo, Is.EqualTo(type == "RBD" ? "admin:secret" : null));
    }

    [TestCase("nfs:///path", "server")]
    [TestCase("nfs://server", "path")]
    [TestCase("gopher://server/path", "gopher")]
    [TestCase("server/path", "no URL")]
    [TestCase("rbd://admin:secret@/pool", "")]
    public async Task A_url_that_names_no_storage_is_refused_without_its_secret(string url, string reason)
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0 });

        var refusal = await cloud.RefusedAsync(Create(zone, url));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain(reason).And.Not.Contain("admin:secret"));
    }

    [Test]
    public async Task A_cluster_without_a_host_cannot_try_a_pool()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 0, PoolsPerCluster = 0 });

        var refusal = await cloud.RefusedAsync(Create(zone, "nfs://server/path"));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
    }

    [Test]
    public async Task A_pool_that_no_host_can_use_leaves_nothing_behind()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2, PoolsPerCluster = 0 });
        cloud.World.Plan("ensurepool:fail");

        var refusal = await cloud.RefusedAsync(Create(zone, "nfs://server/path"));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That(refusal.Reasons, Has.Count.EqualTo(2));
        Assert.That(await cloud.Database.ReadAsync(db => db.StoragePools.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task One_host_that_can_use_a_pool_is_enough()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2, PoolsPerCluster = 0 });
        cloud.World.Plan("ensurepool@zone-host1:fail");

        await cloud.RunAsync(Create(zone, "nfs://server/path"));

        Assert.That(await cloud.Database.ReadAsync(db => db.StoragePoolHosts.CountAsync()), Is.EqualTo(1));
        Assert.That(await cloud.Database.ReadAsync(db => db.Alerts.Select(row => row.Subject).SingleAsync()), Does.Contain("zone-host1"));
    }

    [Test]
    public async Task The_same_storage_makes_one_pool()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0, ClustersPerPod = 2 });
        await cloud.RunAsync(Create(zone, "nfs://server/path"));
        await cloud.RunAsync(Create(zone, "presetup://localhost/SR"));

        Assert.That((await cloud.RefusedAsync(Create(zone, "nfs://server/path/") with { ClusterId = zone.Clusters[1].Id })).Message, Does.Contain("already"));
        Assert.That((await cloud.RefusedAsync(Create(zone, "presetup://localhost/SR"))).Message, Does.Contain("already"));
        Assert.That((await cloud.RunAsync(Create(zone, "presetup://localhost/SR") with { ClusterId = zone.Clusters[1].Id })).Type, Is.EqualTo("PreSetup"));
    }

    private static CreateStoragePool Create(TestZone zone, string url) => new(zone.Cluster.Id, "pool", zone.Pod.Id, url, zone.Zone.Id);
}
