using CloudStack.Drivers;
using CloudStack.Engine.Tests.VirtualMachines;
using CloudStack.Engine.Tests.Volumes;

namespace CloudStack.Engine.Tests.Snapshots;

public sealed class SnapshotTests
{
    [Test]
    public async Task A_snapshot_of_a_running_vms_volume_is_kept_in_the_image_store()
    {
        await using var test = await TestSnapshots.StartAsync();
        var vm = await test.Vms.DeployAsync("web");
        var root = await test.RootOfAsync(vm);

        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot(root.Id));

        Assert.That((snapshot.State, snapshot.SnapshotType, snapshot.IntervalType, snapshot.VolumeId), Is.EqualTo(((SnapshotState?)SnapshotState.BackedUp, "MANUAL", "MANUAL", (VolumeId?)root.Id)));
        Assert.That(snapshot.Name, Does.StartWith($"web_{root.Name}_2026"));
        Assert.That((snapshot.VolumeName, snapshot.VolumeType, snapshot.Account, snapshot.Tags.Count), Is.EqualTo((root.Name, (VolumeType?)VolumeType.Root, "admin", 0)));
        Assert.That(test.Files, Has.Length.EqualTo(1).And.All.Contains(snapshot.Id.ToString()));
        Assert.That((await test.Vms.ReadAsync(root.Id)).State, Is.EqualTo(VolumeState.Ready));
        Assert.That((await test.Vms.ReadAsync(vm.Id)).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await test.Vms.CountAsync(ResourceType.Snapshot), Is.EqualTo(1));
        Assert.That(await VolumeTests.EventsAsync(test.Vms, EventType.SnapshotCreate), Is.EqualTo(new[] { EventState.Created, EventState.Scheduled, EventState.Started, EventState.Completed }));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task The_image_is_one_that_others_can_read()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.RunAsync(new CreateSnapshot(volume.Id));
        var image = await File.ReadAllBytesAsync(test.Read(test.Files[0]));

        Assert.That(ImageHeader.Read(image.AsSpan(0, ImageHeader.Length), image.Length), Is.EqualTo(new TemplateSourceFacts(image.Length, "QCOW2", volume.Size!.Value)));
    }

    [Test]
    public async Task A_deleted_snapshot_leaves_no_image()
    {
        await using var test = await TestSnapshots.StartAsync();
        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot((await test.DetachedVolumeAsync()).Id));
        await test.Cloud.RunAsync(new CreateTags([snapshot.Id.ToString()], "Snapshot", new Dictionary<string, string> { ["a"] = "b" }));

        Assert.That((await test.Cloud.RunAsync(new ListSnapshots { Tags = new Dictionary<string, string> { ["a"] = "b" } }))[0].Tags.Single().Value, Is.EqualTo("b"));
        await test.Cloud.RunAsync(new DeleteSnapshot(snapshot.Id));
        await test.RemoveImagesAsync();

        Assert.That(await test.FindAsync(snapshot.Id), Is.Null);
        Assert.That(test.Files, Is.Empty);
        Assert.That(await test.Vms.CountAsync(ResourceType.Snapshot), Is.Zero);
        Assert.That((await test.Cloud.RunAsync(new ListTags { ListAll = true })).Items, Is.Empty);
        Assert.That((await test.Cloud.RefusedAsync(new DeleteSnapshot(snapshot.Id))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task A_store_that_is_away_gets_its_images_removed_later()
    {
        await using var test = await TestSnapshots.StartAsync();
        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot((await test.DetachedVolumeAsync()).Id));
        await test.Cloud.RunAsync(new DeleteSnapshot(snapshot.Id));
        test.Store.Failure = new DriverException(Outcome.NotApplied, "away");
        await test.RemoveImagesAsync();
        test.Store.Failure = null;
        test.Cloud.Time.Advance(TimeSpan.FromHours(1));

        await test.RemoveImagesAsync();

        Assert.That(test.Files, Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_snapshotted_is_refused()
    {
        await using var test = await TestSnapshots.StartAsync(withStore: false);
        var (volume, loose) = (await test.DetachedVolumeAsync(), await test.Vms.CreateVolumeAsync("loose"));
        var noStore = await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id));
        await test.AddStoreAsync();
        var gone = await test.Vms.DeployAsync("gone");
        var root = await test.RootOfAsync(gone);
        await test.Cloud.RunAsync(new DestroyVirtualMachine(gone.Id));
        var policyOfAnother = await test.Cloud.RunAsync(new CreateSnapshotPolicy("hourly", 1, "5", "UTC", loose.Id));
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;

        Assert.That(noStore.Message, Does.Contain("no secondary storage"));
        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(loose.Id))).Message, Does.Contain("Allocated"));
        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(root.Id))).Message, Does.Contain("Destroyed"));
        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id) { PolicyId = policyOfAnother.Id })).Message, Does.Contain("policyid"));
        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id) { Account = "stranger", DomainId = volume.DomainId })).Message, Does.Contain("account"));
        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id), stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(await test.Vms.CountAsync(ResourceType.Snapshot), Is.Zero);
    }

    [Test]
    public async Task The_snapshot_limit_of_the_volumes_owner_holds()
    {
        await using var test = await TestSnapshots.StartAsync();
        var tenant = await test.Vms.AccountAsync("tenant");
        await test.Cloud.RunAsync(new UpdateResourceLimit(3) { Account = "tenant", DomainId = tenant.DomainId, Max = 0 });
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.Database.WriteAsync(async db =>
        {
            var account = await db.Accounts.FirstAsync(row => row.Name == "tenant");
            await db.Volumes.Where(row => row.Uuid == volume.Id.Value).Set(row => row.AccountId, account.Id).Set(row => row.DomainId, account.DomainId).UpdateAsync();
        });

        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id))).Code, Is.EqualTo(ErrorCode.ResourceLimit));
        Assert.That((await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id), tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.ResourceLimit));
        Assert.That(await test.Cloud.Database.ReadAsync(db => db.Snapshots.CountAsync()), Is.Zero);
    }

    [TestCase("backupvolume:fail")]
    [TestCase("backupvolume:applied")]
    public async Task A_backup_that_fails_leaves_nothing_behind(string fault)
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        test.Cloud.World.Plan(fault);

        var refusal = await test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id));
        await test.RemoveImagesAsync();

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That((await test.Cloud.RunAsync(new ListSnapshots { ListAll = true })).Items, Is.Empty);
        Assert.That((await test.Vms.ReadAsync(volume.Id)).State, Is.EqualTo(VolumeState.Ready));
        Assert.That(test.Files, Is.Empty);
        Assert.That(await test.Vms.CountAsync(ResourceType.Snapshot), Is.Zero);
        Assert.That(await test.Cloud.Database.ReadAsync(db => db.Snapshots.Select(row => row.State).FirstAsync()), Is.EqualTo(SnapshotState.Error));
    }

    [Test]
    public async Task A_lost_answer_is_tried_again_and_leaves_one_image()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        test.Cloud.World.Plan("backupvolume#1:lost");

        var snapshot = await test.Vms.WhileTimePassesAsync(test.Cloud.RunAsync(new CreateSnapshot(volume.Id)));

        Assert.That(snapshot.State, Is.EqualTo(SnapshotState.BackedUp));
        Assert.That(test.Files, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_backup_that_takes_too_long_is_given_up()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.RunAsync(new UpdateConfiguration("backup.snapshot.wait") { Value = "1" });
        test.Cloud.World.Plan("backupvolume:hang");

        var refusal = await test.Vms.WhileTimePassesAsync(test.Cloud.RefusedAsync(new CreateSnapshot(volume.Id)));

        Assert.That(refusal.Message, Does.Contain("longer than 1 seconds"));
        Assert.That((await test.Vms.ReadAsync(volume.Id)).State, Is.EqualTo(VolumeState.Ready));
    }

    [Test]
    public async Task A_host_backs_up_only_as_many_at_once_as_it_may()
    {
        await using var test = await TestSnapshots.StartAsync(new TestZoneShape { HostsPerCluster = 1 });
        var volumes = new[] { await test.DetachedVolumeAsync(), await test.DetachedVolumeAsync(), await test.DetachedVolumeAsync() };
        await test.Cloud.RunAsync(new UpdateConfiguration("concurrent.snapshots.threshold.perhost") { Value = "1" });
        test.Cloud.World.Plan("backupvolume:slow=10s");
        var most = 0;

        var jobs = Task.WhenAll(volumes.Select(volume => test.Cloud.RunAsync(new CreateSnapshot(volume.Id))));
        while (!jobs.IsCompleted)
        {
            most = Math.Max(most, await test.Cloud.Database.ReadAsync(db => db.Snapshots.CountAsync(row => row.State == SnapshotState.BackingUp)));
            test.Cloud.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(jobs, Task.Delay(1));
        }

        Assert.That((await jobs).Select(snapshot => snapshot.State), Is.All.EqualTo(SnapshotState.BackedUp));
        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public async Task Snapshots_outlive_their_volume_and_go_with_their_account()
    {
        await using var test = await TestSnapshots.StartAsync();
        var tenant = await test.Vms.AccountAsync("tenant");
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.Database.WriteAsync(async db =>
        {
            var account = await db.Accounts.FirstAsync(row => row.Name == "tenant");
            await db.Volumes.Where(row => row.Uuid == volume.Id.Value).Set(row => row.AccountId, account.Id).UpdateAsync();
        });
        var user = tenant.User[0].Id;
        await test.Cloud.RunAsync(new CreateSnapshotPolicy("daily", 1, "0:5", "UTC", volume.Id), user);
        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot(volume.Id), user);

        await test.Cloud.RunAsync(new DeleteVolume(volume.Id), user);
        await test.Cloud.Get<JobRunner>().WhenIdleAsync();

        Assert.That((await test.Cloud.RunAsync(new ListSnapshots(), user))[0].VolumeName, Is.EqualTo(volume.Name));
        Assert.That(await test.Cloud.Database.ReadAsync(db => db.SnapshotPolicies.CountAsync()), Is.Zero);
        await test.Cloud.RunAsync(new DeleteAccount(tenant.Id));
        await test.RemoveImagesAsync();
        Assert.That(await test.FindAsync(snapshot.Id), Is.Null);
        Assert.That(test.Files, Is.Empty);
    }

    [Test]
    public async Task Snapshots_are_listed_by_what_they_are()
    {
        await using var test = await TestSnapshots.StartAsync();
        var (one, other) = (await test.DetachedVolumeAsync(), await test.DetachedVolumeAsync());
        var policy = await test.Cloud.RunAsync(new CreateSnapshotPolicy("HOURLY", 3, "5", "UTC", one.Id));
        var manual = await test.Cloud.RunAsync(new CreateSnapshot(one.Id));
        var hourly = await test.Cloud.RunAsync(new CreateSnapshot(one.Id) { PolicyId = policy.Id });
        var last = await test.Cloud.RunAsync(new CreateSnapshot(other.Id));
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;

        async Task<IEnumerable<SnapshotId>> Found(ListSnapshots list) => (await test.Cloud.RunAsync(list)).Items.Select(snapshot => snapshot.Id);

        Assert.That((hourly.SnapshotType, hourly.IntervalType), Is.EqualTo(("RECURRING", "HOURLY")));
        Assert.That(await Found(new()), Is.EqualTo(new[] { manual.Id, hourly.Id, last.Id }));
        Assert.That(await Found(new() { VolumeId = one.Id }), Is.EqualTo(new[] { manual.Id, hourly.Id }));
        Assert.That(await Found(new() { SnapshotType = "MANUAL" }), Is.EqualTo(new[] { manual.Id, last.Id }));
        Assert.That(await Found(new() { SnapshotType = "recurring" }), Is.EqualTo(new[] { hourly.Id }));
        Assert.That(await Found(new() { IntervalType = "HOURLY" }), Is.EqualTo(new[] { hourly.Id }));
        Assert.That(await Found(new() { IntervalType = "DAILY" }), Is.Empty);
        Assert.That(await Found(new() { Name = last.Name }), Does.Contain(last.Id));
        Assert.That((await Found(new() { Keyword = "detached_" })).Count(), Is.EqualTo(3));
        Assert.That((await test.Cloud.RunAsync(new ListSnapshots { Page = 2, PageSize = 2 })).Items.Select(snapshot => snapshot.Id), Is.EqualTo(new[] { last.Id }));
        Assert.That((await test.Cloud.RunAsync(new ListSnapshots { ListAll = true }, stranger)).Items, Is.Empty);
        Assert.That((await test.Cloud.RefusedAsync(new ListSnapshots { SnapshotType = "odd" })).Message, Does.Contain("odd"));
        Assert.That((await test.Cloud.RefusedAsync(new ListSnapshots { VolumeId = one.Id }, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(new DeleteSnapshot(manual.Id), stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_store_with_snapshots_stays()
    {
        await using var test = await TestSnapshots.StartAsync(withStore: false);
        var store = await test.AddStoreAsync();
        await test.Cloud.RunAsync(new CreateSnapshot((await test.DetachedVolumeAsync()).Id));

        Assert.That((await test.Cloud.RefusedAsync(new DeleteHost(store.Id))).Message, Does.Contain("snapshots").Or.Contain("templates"));
    }
}
