using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Volumes;

public sealed class AttachVolumeTests
{
    [Test]
    public async Task A_volume_is_made_beside_a_running_vm_and_plugged_in()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();

        var volume = await vms.AttachedVolumeAsync(vm.Id);

        Assert.That((volume.State, volume.DeviceId, volume.VirtualMachineId), Is.EqualTo(((VolumeState?)VolumeState.Ready, (long?)1, (VirtualMachineId?)vm.Id)));
        Assert.That((volume.Storage, volume.VmName, volume.Attached is null), Is.EqualTo((vms.Zone.Pool.Name, vm.Name, false)));
        Assert.That(await VolumeTests.EventsAsync(vms, EventType.VolumeAttach), Is.EqualTo(new[] { EventState.Scheduled, EventState.Started, EventState.Completed }));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_volume_follows_its_vm_through_stop_and_start()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var volume = await vms.AttachedVolumeAsync(vm.Id);
        await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));
        var detached = await vms.Cloud.RunAsync(new DetachVolume { VirtualMachineId = vm.Id, DeviceId = 1 });

        Assert.That(volume.State, Is.EqualTo(VolumeState.Ready));
        Assert.That((detached.Id, detached.VirtualMachineId, detached.DeviceId, detached.Attached), Is.EqualTo((volume.Id, (VirtualMachineId?)null, (long?)null, (DateTimeOffset?)null)));
        Assert.That(detached.State, Is.EqualTo(VolumeState.Ready));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task The_volume_of_a_vm_that_never_ran_is_made_at_its_first_start()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { StartVm = false });

        var before = await vms.AttachedVolumeAsync(vm.Id);
        await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));

        Assert.That(before.State, Is.EqualTo(VolumeState.Allocated));
        Assert.That((await vms.ReadAsync(before.Id)).State, Is.EqualTo(VolumeState.Ready));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_stopped_vm_whose_host_is_silent_gets_its_volume_through_another()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        await vms.Cloud.Database.WriteAsync(db => db.Hosts.Where(row => row.Uuid == vm.HostId!.Value.Value).Set(row => row.Status, HostStatus.Alert).UpdateAsync());
        vms.Cloud.Get<PlacementIndex>().Invalidate((await vms.Cloud.Database.ReadAsync(db => db.Zones.FirstAsync())).Id);

        var volume = await vms.AttachedVolumeAsync(vm.Id);

        Assert.That(volume.State, Is.EqualTo(VolumeState.Ready));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Places_are_1_2_and_4_to_15_and_the_lowest_free_one_is_chosen()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var volumes = new List<Volume>();
        for (var i = 0; i < 6; i++)
        {
            volumes.Add(await vms.CreateVolumeAsync($"data{i}"));
        }

        async Task<long?> Attach(int volume, long? device) => (await vms.Cloud.RunAsync(new AttachVolume(volumes[volume].Id, vm.Id) { DeviceId = device })).DeviceId;

        Assert.That(new[] { await Attach(0, 15), await Attach(1, null), await Attach(2, null), await Attach(3, null), await Attach(4, 5) }, Is.EqualTo(new long?[] { 15, 1, 2, 4, 5 }));
        foreach (var (device, part) in new[] { (0L, "0"), (3L, "3"), (16L, "16"), (15L, "taken") })
        {
            Assert.That((await vms.Cloud.RefusedAsync(new AttachVolume(volumes[5].Id, vm.Id) { DeviceId = device })).Message, Does.Contain(part));
        }
    }

    [Test]
    public async Task A_vm_takes_only_as_many_data_disks_as_its_hypervisor_allows()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.Database.WriteAsync(db => db.HypervisorCapabilities.Where(row => row.Hypervisor == "Simulator").DeleteAsync());
        for (var i = 0; i < 6; i++)
        {
            await vms.AttachedVolumeAsync(vm.Id);
        }

        var refusal = await vms.Cloud.RefusedAsync(new AttachVolume((await vms.CreateVolumeAsync()).Id, vm.Id));

        Assert.That(refusal.Message, Does.Contain(vm.Name).And.Contain("6"));
    }

    [Test]
    public async Task What_cannot_be_attached_or_detached_is_refused()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, gone) = (await vms.DeployAsync("web"), await vms.DeployAsync("gone"));
        var (attached, loose) = (await vms.AttachedVolumeAsync(vm.Id), await vms.CreateVolumeAsync("loose"));
        var left = await vms.AttachedVolumeAsync(gone.Id);
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(gone.Id));
        var root = (await vms.Cloud.RunAsync(new ListVolumes { VirtualMachineId = vm.Id, Type = "ROOT" }))[0];
        var tenant = await vms.AccountAsync("tenant");
        var foreign = await vms.CreateVolumeAsync("foreign", tenant.User[0].Id);

        var refusals = new[]
        {
            (await vms.Cloud.RefusedAsync(new AttachVolume(attached.Id, vm.Id)), "attached already"),
            (await vms.Cloud.RefusedAsync(new AttachVolume(root.Id, vm.Id)), "root disk"),
            (await vms.Cloud.RefusedAsync(new AttachVolume(loose.Id, gone.Id)), "Destroyed"),
            (await vms.Cloud.RefusedAsync(new AttachVolume(foreign.Id, vm.Id)), "different accounts"),
            (await vms.Cloud.RefusedAsync(new DetachVolume { Id = loose.Id }), "not attached"),
            (await vms.Cloud.RefusedAsync(new DetachVolume { Id = root.Id }), "root disk"),
            (await vms.Cloud.RefusedAsync(new DetachVolume { Id = left.Id }), "Destroyed"),
            (await vms.Cloud.RefusedAsync(new DetachVolume()), "virtualmachineid with deviceid"),
            (await vms.Cloud.RefusedAsync(new DetachVolume { Id = attached.Id, DeviceId = 1 }), "not both"),
            (await vms.Cloud.RefusedAsync(new DetachVolume { VirtualMachineId = vm.Id, DeviceId = 9 }), "9"),
        };

        Assert.That(refusals.Where(one => !one.Item1.Message.Contains(one.Item2, StringComparison.Ordinal)).Select(one => one.Item1.Message), Is.Empty);
        Assert.That((await vms.Cloud.RefusedAsync(new AttachVolume(loose.Id, vm.Id), tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await vms.Cloud.RefusedAsync(new DetachVolume { Id = attached.Id }, tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Of_two_attachments_at_once_one_wins_and_stays()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, volume) = (await vms.DeployAsync(), await vms.CreateVolumeAsync());

        var tries = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await vms.Cloud.RunAsync(new AttachVolume(volume.Id, vm.Id));
                return true;
            }
            catch (CloudStackException)
            {
                return false;
            }
        }));

        Assert.That(tries.Count(won => won), Is.EqualTo(1));
        Assert.That((await vms.ReadAsync(volume.Id)).VirtualMachineId, Is.EqualTo(vm.Id));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_plug_that_fails_leaves_the_volume_as_it_was()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, volume) = (await vms.DeployAsync(), await vms.CreateVolumeAsync());
        vms.Cloud.World.Plan("attachvolume:fail");

        var refusal = await vms.Cloud.RefusedAsync(new AttachVolume(volume.Id, vm.Id));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        var after = await vms.ReadAsync(volume.Id);
        Assert.That((after.State, after.VirtualMachineId, after.Storage), Is.EqualTo(((VolumeState?)VolumeState.Allocated, (VirtualMachineId?)null, (string?)null)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_full_pool_takes_no_volume()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var custom = await vms.Cloud.RunAsync(new CreateDiskOffering("any size", "Any") { Customized = true });
        await vms.Cloud.Database.WriteAsync(db => db.StoragePoolCapacities.Set(row => row.TotalBytes, row => row.AllocatedBytes + (1L << 30)).UpdateAsync());
        vms.Cloud.Get<PlacementIndex>().Invalidate((await vms.Cloud.Database.ReadAsync(db => db.Zones.FirstAsync())).Id);
        var volume = await vms.Cloud.RunAsync(new CreateVolume("big") { DiskOfferingId = custom.Id, ZoneId = vms.Zone.Zone.Id, Size = 1000 });

        var refusal = await vms.Cloud.RefusedAsync(new AttachVolume(volume.Id, vm.Id));

        Assert.That((refusal.Code, refusal.Reasons.Count > 0), Is.EqualTo((ErrorCode.InsufficientCapacity, true)));
        Assert.That((await vms.ReadAsync(volume.Id)).VirtualMachineId, Is.Null);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Data_disks_outlive_their_vm_and_count_again()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var volume = await vms.AttachedVolumeAsync(vm.Id);

        await vms.Cloud.RunAsync(new DestroyVirtualMachine(vm.Id));
        var between = await vms.CountAsync(ResourceType.Volume);
        await vms.Cloud.Cloud.ExecuteAsync(new ExpungeVirtualMachine(vm.Id), Caller.System);

        var after = await vms.ReadAsync(volume.Id);
        Assert.That((after.State, after.VirtualMachineId), Is.EqualTo(((VolumeState?)VolumeState.Ready, (VirtualMachineId?)null)));
        Assert.That((between, await vms.CountAsync(ResourceType.Volume)), Is.EqualTo((0L, 1L)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }
}
