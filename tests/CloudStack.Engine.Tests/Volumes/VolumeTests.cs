using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Volumes;

public sealed class VolumeTests
{
    [Test]
    public async Task A_new_volume_is_recorded_and_made_when_it_is_first_attached()
    {
        await using var vms = await TestVms.StartAsync();

        var volume = await vms.CreateVolumeAsync("mine");

        Assert.That((volume.Name, volume.State, volume.Type, volume.Size), Is.EqualTo(("mine", (VolumeState?)VolumeState.Allocated, (VolumeType?)VolumeType.DataDisk, (long?)(5L << 30))));
        Assert.That((volume.DiskOfferingName, volume.Storage, volume.VirtualMachineId), Is.EqualTo(("Small", (string?)null, (VirtualMachineId?)null)));
        Assert.That(await vms.CountAsync(ResourceType.Volume), Is.EqualTo(1));
        Assert.That(await EventsAsync(vms, EventType.VolumeCreate), Is.EqualTo(new[] { EventState.Created, EventState.Scheduled, EventState.Started, EventState.Completed }));
    }

    [Test]
    public async Task Sizes_are_checked()
    {
        await using var vms = await TestVms.StartAsync();
        var custom = await vms.Cloud.RunAsync(new CreateDiskOffering("any size", "Any") { Customized = true });
        var small = (await vms.Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];
        var command = new CreateVolume("data") { ZoneId = vms.Zone.Zone.Id, DiskOfferingId = custom.Id };

        var volume = await vms.Cloud.RunAsync(command with { Size = 7 });

        Assert.That(volume.Size, Is.EqualTo(7L << 30));
        Assert.That((await vms.Cloud.RefusedAsync(command)).Message, Does.Contain("Any").And.Contain("size"));
        Assert.That((await vms.Cloud.RefusedAsync(command with { Size = 1025 })).Message, Does.Contain("1025"));
        Assert.That((await vms.Cloud.RefusedAsync(command with { Size = 0 })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await vms.Cloud.RefusedAsync(command with { DiskOfferingId = small.Id, Size = 7 })).Message, Does.Contain("Small").And.Contain("fixed"));
        Assert.That((await vms.Cloud.RefusedAsync(command with { DiskOfferingId = null, Size = 7 })).Message, Does.Contain("diskofferingid"));
        Assert.That((await vms.Cloud.RefusedAsync(command with { ZoneId = null, Size = 7 })).Message, Does.Contain("zoneid"));
    }

    [Test]
    public async Task Local_storage_needs_a_zone_that_allows_it()
    {
        await using var vms = await TestVms.StartAsync();
        var local = await vms.Cloud.RunAsync(new CreateDiskOffering("local", "Local") { DiskSize = 1, StorageType = "local" });

        var refusal = await vms.Cloud.RefusedAsync(new CreateVolume("data") { ZoneId = vms.Zone.Zone.Id, DiskOfferingId = local.Id });

        Assert.That(refusal.Message, Does.Contain("Local").And.Contain(vms.Zone.Zone.Name));
    }

    [Test]
    public async Task The_volume_limit_holds()
    {
        await using var vms = await TestVms.StartAsync();
        var user = await vms.AccountAsync("tenant");
        await vms.Cloud.RunAsync(new UpdateResourceLimit(2) { Account = "tenant", DomainId = user.DomainId, Max = 1 });
        await vms.CreateVolumeAsync("one", user.User[0].Id);
        var offering = (await vms.Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];

        var refusal = await vms.Cloud.RefusedAsync(new CreateVolume("two") { DiskOfferingId = offering.Id, ZoneId = vms.Zone.Zone.Id }, user.User[0].Id);

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceLimit));
    }

    [Test]
    public async Task Volumes_are_listed_by_what_they_are_and_where()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var (attached, loose) = (await vms.AttachedVolumeAsync(vm.Id), await vms.CreateVolumeAsync("loose"));
        var user = await vms.AccountAsync("tenant");
        var foreign = await vms.CreateVolumeAsync("foreign", user.User[0].Id);

        async Task<IEnumerable<VolumeId>> Found(ListVolumes list) => (await vms.Cloud.RunAsync(list with { ListAll = true })).Items.Select(volume => volume.Id);

        Assert.That(await Found(new() { VirtualMachineId = vm.Id, Type = "DATADISK" }), Is.EqualTo(new[] { attached.Id }));
        Assert.That((await Found(new() { Type = "ROOT" })).Count(), Is.EqualTo(1));
        Assert.That(await Found(new() { Name = "loose" }), Is.EqualTo(new[] { loose.Id }));
        Assert.That(await Found(new() { Keyword = "oos" }), Is.EqualTo(new[] { loose.Id }));
        Assert.That((await Found(new() { HostId = vm.HostId })).Count(), Is.EqualTo(2));
        Assert.That((await Found(new() { PodId = vms.Zone.Pod.Id })).Count(), Is.EqualTo(2));
        Assert.That((await Found(new() { ZoneId = vms.Zone.Zone.Id })).Count(), Is.EqualTo(4));
        Assert.That((await vms.Cloud.RunAsync(new ListVolumes { ListAll = true, Page = 2, PageSize = 3 })).Items.Select(volume => volume.Id), Is.EqualTo(new[] { foreign.Id }));
        Assert.That((await vms.Cloud.RunAsync(new ListVolumes(), user.User[0].Id)).Items.Select(volume => volume.Id), Is.EqualTo(new[] { foreign.Id }));
        Assert.That((await vms.Cloud.RefusedAsync(new ListVolumes { Type = "FLOPPY" })).Message, Does.Contain("FLOPPY"));
    }

    [Test]
    public async Task A_deleted_volume_is_gone_at_once_and_leaves_its_pool()
    {
        await using var vms = await TestVms.StartAsync();
        var volume = await vms.AttachedVolumeAsync((await vms.DeployAsync()).Id);
        await vms.Cloud.RunAsync(new DetachVolume { Id = volume.Id });

        await vms.Cloud.RunAsync(new DeleteVolume(volume.Id));
        var listed = await vms.Cloud.RunAsync(new ListVolumes { ListAll = true, Type = "DATADISK" });
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();

        Assert.That(listed.Items, Is.Empty);
        var row = await vms.Cloud.Database.ReadAsync(db => db.Volumes.FirstAsync(row => row.Uuid == volume.Id.Value));
        Assert.That((row.Removed is null, row.PoolId, row.HoldsBytes), Is.EqualTo((false, (long?)null, 0L)));
        Assert.That(await vms.CountAsync(ResourceType.Volume), Is.EqualTo(1));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_volume_whose_removal_fails_is_taken_up_again()
    {
        await using var vms = await TestVms.StartAsync();
        var volume = await vms.AttachedVolumeAsync((await vms.DeployAsync()).Id);
        await vms.Cloud.RunAsync(new DetachVolume { Id = volume.Id });
        vms.Cloud.World.Plan("removevolume:fail");
        await vms.Cloud.RunAsync(new DeleteVolume(volume.Id));
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();
        vms.Cloud.World.ClearFaults();

        await vms.RoundAsync<VolumeCleanup>();

        Assert.That((await vms.Cloud.Database.ReadAsync(db => db.Volumes.FirstAsync(row => row.Uuid == volume.Id.Value))).Removed, Is.Not.Null);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task An_attached_volume_and_anothers_volume_are_not_deleted()
    {
        await using var vms = await TestVms.StartAsync();
        var stranger = await vms.AccountAsync("stranger");
        var (attached, loose) = (await vms.AttachedVolumeAsync((await vms.DeployAsync()).Id), await vms.CreateVolumeAsync());

        Assert.That((await vms.Cloud.RefusedAsync(new DeleteVolume(attached.Id))).Message, Does.Contain("data").And.Contain("Detach"));
        Assert.That((await vms.Cloud.RefusedAsync(new DeleteVolume(loose.Id), stranger.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    internal static Task<List<EventState>> EventsAsync(TestVms vms, string type) =>
        vms.Cloud.Database.ReadAsync(db => db.Events.Where(row => row.Type == type).OrderBy(row => row.Id).Select(row => row.State).ToListAsync());
}
