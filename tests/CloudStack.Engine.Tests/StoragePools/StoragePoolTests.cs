namespace CloudStack.Engine.Tests.StoragePools;

public sealed class StoragePoolTests
{
    [Test]
    public async Task A_list_is_filtered()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { ClustersPerPod = 2, PoolsPerCluster = 2 });
        async Task<int> CountAsync(ListStoragePools list) => (await cloud.RunAsync(list)).Count;

        Assert.That(await CountAsync(new()), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { ClusterId = zone.Clusters[1].Id }), Is.EqualTo(2));
        Assert.That(await CountAsync(new() { ZoneId = zone.Zone.Id, PodId = zone.Pod.Id, IpAddress = "nfs.example" }), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { Path = "/Zone/3" }), Is.EqualTo(1));
        Assert.That(await CountAsync(new() { Name = "primary2" }), Is.EqualTo(1));
        Assert.That(await CountAsync(new() { Keyword = "prim" }), Is.EqualTo(4));
        Assert.That(await CountAsync(new() { Id = zone.Pool.Id }), Is.EqualTo(1));
    }

    [Test]
    public async Task Tags_are_changed_and_cleared()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);

        Assert.That((await cloud.RunAsync(new UpdateStoragePool(zone.Pool.Id) { Tags = ["a", "b"] })).Tags, Is.EqualTo("a,b"));
        Assert.That((await cloud.RunAsync(new UpdateStoragePool(zone.Pool.Id))).Tags, Is.EqualTo("a,b"));
        Assert.That((await cloud.RunAsync(new UpdateStoragePool(zone.Pool.Id) { Tags = [""] })).Tags, Is.Null);
    }

    [Test]
    public async Task A_pool_goes_into_maintenance_and_back()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 2 });

        Assert.That((await cloud.RunAsync(new EnableStorageMaintenance(zone.Pool.Id))).State, Is.EqualTo(StoragePoolStatus.Maintenance));
        Assert.That((await cloud.RefusedAsync(new EnableStorageMaintenance(zone.Pool.Id))).Message, Does.Contain("Maintenance"));
        await zone.AddHostAsync(zone.Cluster);
        Assert.That((await cloud.RunAsync(new CancelStorageMaintenance(zone.Pool.Id))).State, Is.EqualTo(StoragePoolStatus.Up));
        Assert.That(await cloud.Database.ReadAsync(db => db.StoragePoolHosts.CountAsync()), Is.EqualTo(3));
        Assert.That((await cloud.RefusedAsync(new CancelStorageMaintenance(zone.Pool.Id))).Message, Does.Contain("no maintenance"));
    }

    [Test]
    public async Task A_pool_in_use_fails_to_go_and_may_be_tried_again()
    {
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IPoolEvacuator, HelplessEvacuator>());
        var zone = await TestZone.BuildAsync(cloud);
        var vm = await TestRows.VmOnAsync(zone, zone.Host);
        await TestRows.VolumeOnAsync(zone, await PoolIdAsync(cloud), vm);

        var refusal = await cloud.RefusedAsync(new EnableStorageMaintenance(zone.Pool.Id));
        Assert.That(refusal.Message, Does.Contain("vm1"));
        Assert.That(await StateAsync(cloud), Is.EqualTo(StoragePoolStatus.ErrorInMaintenance));

        await TestRows.RemoveAsync(zone, vm);
        await cloud.RunAsync(new EnableStorageMaintenance(zone.Pool.Id));
        Assert.That(await StateAsync(cloud), Is.EqualTo(StoragePoolStatus.Maintenance));
    }

    [Test]
    public async Task The_virtual_machines_of_a_pool_are_stopped_and_started()
    {
        var evacuator = new RecordingEvacuator();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IPoolEvacuator>(evacuator));
        var zone = await TestZone.BuildAsync(cloud);

        await cloud.RunAsync(new EnableStorageMaintenance(zone.Pool.Id));
        await cloud.RunAsync(new CancelStorageMaintenance(zone.Pool.Id));

        Assert.That(evacuator.Calls, Is.EqualTo(new[] { "evacuate primary1", "restore primary1" }));
    }

    [Test]
    public async Task A_pool_is_deleted_from_maintenance()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        var volume = await TestRows.VolumeOnAsync(zone, await PoolIdAsync(cloud));

        Assert.That((await cloud.RefusedAsync(new DeleteStoragePool(zone.Pool.Id))).Message, Does.Contain("maintenance"));
        await cloud.RunAsync(new EnableStorageMaintenance(zone.Pool.Id));
        Assert.That((await cloud.RefusedAsync(new DeleteStoragePool(zone.Pool.Id) { Forced = true })).Message, Does.Contain("volume"));
        await cloud.Database.WriteAsync(db => db.Volumes.Where(row => row.Id == volume.Id).Set(row => row.State, VolumeState.Destroy).UpdateAsync());
        Assert.That((await cloud.RefusedAsync(new DeleteStoragePool(zone.Pool.Id))).Message, Does.Contain("forced"));
        await cloud.RunAsync(new DeleteStoragePool(zone.Pool.Id) { Forced = true });

        Assert.That((await cloud.RunAsync(new ListStoragePools())).Count, Is.Zero);
        Assert.That(await cloud.Database.ReadAsync(db => db.StoragePoolCapacities.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_local_pool_goes_with_its_host_only()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { LocalStorage = true, PoolsPerCluster = 0 });
        var pool = (await cloud.RunAsync(new ListStoragePools())).Items.Single();

        Assert.That((await cloud.RefusedAsync(new DeleteStoragePool(pool.Id))).Message, Does.Contain("goes with the host"));
    }

    private static Task<long> PoolIdAsync(TestCloud cloud) => cloud.Database.ReadAsync(db => db.StoragePools.Select(row => row.Id).SingleAsync());

    private static async Task<StoragePoolStatus?> StateAsync(TestCloud cloud) => (await cloud.RunAsync(new ListStoragePools())).Items.Single().State;

    private sealed class RecordingEvacuator : IPoolEvacuator
    {
        public List<string> Calls { get; } = [];

        public Task EvacuateAsync(StoragePoolRow pool, long userId, CancellationToken ct)
        {
            Calls.Add($"evacuate {pool.Name}");
            return Task.CompletedTask;
        }

        public Task RestoreAsync(StoragePoolRow pool, long userId, CancellationToken ct)
        {
            Calls.Add($"restore {pool.Name}");
            return Task.CompletedTask;
        }
    }
}
