using CloudStack.Engine.Tests.Snapshots;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Volumes;

/// <summary>Volumes that get another size or move to another pool.</summary>
public sealed class VolumeChangeTests
{
    private const long GiB = 1L << 30;

    [Test]
    public async Task A_volume_of_a_running_vm_grows_and_takes_more_room()
    {
        await using var test = await TestSnapshots.StartAsync();
        var custom = await test.Cloud.RunAsync(new CreateDiskOffering("any size", "Any") { Customized = true });
        var volume = await test.Vms.AttachedVolumeAsync((await test.Vms.DeployAsync()).Id);

        var resized = await test.Cloud.RunAsync(new ResizeVolume { Id = volume.Id, DiskOfferingId = custom.Id, Size = 9 });
        var again = await test.Cloud.RunAsync(new ResizeVolume { Id = volume.Id, Size = 10 });
        var smaller = await test.Cloud.RunAsync(new ResizeVolume { Id = volume.Id, Size = 2, ShrinkOk = true });

        Assert.That((resized.Size, resized.DiskOfferingName, resized.State), Is.EqualTo(((long?)(9 * GiB), "Any", (VolumeState?)VolumeState.Ready)));
        Assert.That((again.Size, smaller.Size), Is.EqualTo(((long?)(10 * GiB), (long?)(2 * GiB))));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_volume_that_is_nowhere_yet_only_gets_another_size_in_the_books()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.Vms.CreateVolumeAsync();
        var medium = (await test.Cloud.RunAsync(new ListDiskOfferings { Name = "Medium" }))[0];

        var resized = await test.Cloud.RunAsync(new ResizeVolume { Id = volume.Id, DiskOfferingId = medium.Id });

        Assert.That((resized.Size, resized.State, resized.DiskOfferingName), Is.EqualTo(((long?)(20 * GiB), (VolumeState?)VolumeState.Allocated, "Medium")));
    }

    [Test]
    public async Task What_cannot_be_resized_is_refused()
    {
        await using var test = await TestSnapshots.StartAsync();
        var vm = await test.Vms.DeployAsync();
        var (root, volume) = (await test.RootOfAsync(vm), await test.Vms.AttachedVolumeAsync(vm.Id));
        var tagged = await test.Cloud.RunAsync(new CreateDiskOffering("tagged", "Tagged") { Customized = true, Tags = "fast" });
        var custom = await test.Cloud.RunAsync(new CreateDiskOffering("any size", "Any") { Customized = true });
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;
        var command = new ResizeVolume { Id = volume.Id, DiskOfferingId = custom.Id };

        Assert.That((await test.Cloud.RefusedAsync(new ResizeVolume { Size = 9 })).Message, Does.Contain("parameter id"));
        Assert.That((await test.Cloud.RefusedAsync(new ResizeVolume { Id = root.Id, Size = 9 })).Message, Does.Contain("root disk"));
        Assert.That((await test.Cloud.RefusedAsync(new ResizeVolume { Id = volume.Id })).Message, Does.Contain("size or diskofferingid"));
        Assert.That((await test.Cloud.RefusedAsync(new ResizeVolume { Id = volume.Id, Size = 9 })).Message, Does.Contain("diskofferingid"));
        Assert.That((await test.Cloud.RefusedAsync(command)).Message, Does.Contain("size"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Size = 1 })).Message, Does.Contain("shrinkok"));
        Assert.That((await test.Cloud.RefusedAsync(command with { DiskOfferingId = tagged.Id, Size = 9 })).Message, Does.Contain("tags"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Size = 9 }, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        await test.Cloud.Database.WriteAsync(db => db.StoragePoolCapacities.Set(row => row.TotalBytes, row => row.AllocatedBytes).UpdateAsync());
        Assert.That((await test.Cloud.RefusedAsync(command with { Size = 1000 })).Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That((await test.Vms.ReadAsync(volume.Id)).State, Is.EqualTo(VolumeState.Ready));
    }

    [TestCase("resizevolume:fail", 5)]
    [TestCase("resizevolume:applied", 9)]
    public async Task When_the_host_fails_the_books_follow_the_volume(string fault, int size)
    {
        await using var test = await TestSnapshots.StartAsync();
        var custom = await test.Cloud.RunAsync(new CreateDiskOffering("any size", "Any") { Customized = true });
        var volume = await test.DetachedVolumeAsync();
        test.Cloud.World.Plan(fault);

        await test.Cloud.RefusedAsync(new ResizeVolume { Id = volume.Id, DiskOfferingId = custom.Id, Size = 9 });

        var after = await test.Vms.ReadAsync(volume.Id);
        Assert.That((after.State, after.Size, after.DiskOfferingName), Is.EqualTo(((VolumeState?)VolumeState.Ready, (long?)(size * GiB), "Small")));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_volume_moves_to_another_pool_and_leaves_its_own()
    {
        await using var test = await TestSnapshots.StartAsync(new TestZoneShape { PoolsPerCluster = 2 });
        var vm = await test.Vms.DeployAsync();
        var volume = await test.Vms.AttachedVolumeAsync(vm.Id);
        var target = test.Vms.Zone.Pools.First(pool => pool.Name != volume.Storage);
        var running = await test.Cloud.RefusedAsync(new MigrateVolume(target.Id, volume.Id));
        await test.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var moved = await test.Cloud.RunAsync(new MigrateVolume(target.Id, volume.Id));
        var started = await test.Cloud.RunAsync(new StartVirtualMachine(vm.Id));

        Assert.That(running.Message, Does.Contain("Running"));
        Assert.That((moved.Storage, moved.State, started.State), Is.EqualTo((target.Name, (VolumeState?)VolumeState.Ready, (VirtualMachineState?)VirtualMachineState.Running)));
        Assert.That((await test.Cloud.RefusedAsync(new MigrateVolume(target.Id, (await test.Vms.CreateVolumeAsync()).Id))).Message, Does.Contain("Allocated"));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task What_cannot_move_stays()
    {
        await using var test = await TestSnapshots.StartAsync(new TestZoneShape { PoolsPerCluster = 2, ClustersPerPod = 2, HostsPerCluster = 1 });
        var volume = await test.DetachedVolumeAsync();
        var pools = test.Vms.Zone.Pools;
        var source = pools.First(pool => pool.Name == volume.Storage);
        var (near, far) = (pools.First(pool => pool.ClusterId == source.ClusterId && pool.Id != source.Id), pools.First(pool => pool.ClusterId != source.ClusterId));

        Assert.That((await test.Cloud.RefusedAsync(new MigrateVolume(source.Id, volume.Id))).Message, Does.Contain("already"));
        Assert.That((await test.Cloud.RefusedAsync(new MigrateVolume(far.Id, volume.Id))).Message, Does.Contain("reaches both"));
        test.Cloud.World.Plan("migratevolume:fail");
        Assert.That((await test.Cloud.RefusedAsync(new MigrateVolume(near.Id, volume.Id))).Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That((await test.Vms.ReadAsync(volume.Id)).Storage, Is.EqualTo(source.Name));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
        await test.Cloud.Database.WriteAsync(db => db.StoragePoolCapacities.Set(row => row.TotalBytes, row => row.AllocatedBytes).UpdateAsync());
        Assert.That((await test.Cloud.RefusedAsync(new MigrateVolume(near.Id, volume.Id))).Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That((await test.Vms.ReadAsync(volume.Id)).State, Is.EqualTo(VolumeState.Ready));
    }
}
