using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Snapshots;

public sealed class SnapshotPolicyTests
{
    [Test]
    public async Task A_volume_has_one_policy_a_kind_of_interval()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();

        var first = await test.Cloud.RunAsync(new CreateSnapshotPolicy("daily", 2, "10:04", "Europe/Berlin", volume.Id));
        var changed = await test.Cloud.RunAsync(new CreateSnapshotPolicy("DAILY", 3, "20:05", "UTC", volume.Id));
        var weekly = await test.Cloud.RunAsync(new CreateSnapshotPolicy("WEEKLY", 1, "0:0:1", "UTC", volume.Id));

        Assert.That((first.IntervalType, first.MaxSnaps, first.Schedule, first.TimeZone, first.VolumeId), Is.EqualTo(((short?)1, (int?)2, "10:04", "Europe/Berlin", (VolumeId?)volume.Id)));
        Assert.That((changed.Id, changed.MaxSnaps, changed.Schedule), Is.EqualTo((first.Id, (int?)3, "20:05")));
        Assert.That((await test.Cloud.RunAsync(new ListSnapshotPolicies(volume.Id))).Items.Select(policy => policy.Id), Is.EqualTo(new[] { first.Id, weekly.Id }));
        Assert.That((await test.Cloud.RunAsync(new ListSnapshotPolicies(volume.Id) { Keyword = "0:0:1" })).Items.Select(policy => policy.Id), Is.EqualTo(new[] { weekly.Id }));
        foreach (var (type, count) in new[] { (EventType.SnapshotPolicyCreate, 2), (EventType.SnapshotPolicyUpdate, 1) })
        {
            Assert.That(await test.Cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Type == type)), Is.EqualTo(count));
        }
    }

    [Test]
    public async Task What_no_policy_can_be_is_refused()
    {
        await using var test = await TestSnapshots.StartAsync();
        var tenant = await test.Vms.AccountAsync("tenant");
        await test.Cloud.RunAsync(new UpdateResourceLimit(3) { Account = "tenant", DomainId = tenant.DomainId, Max = 2 });
        var (volume, own) = (await test.DetachedVolumeAsync(), await test.Vms.CreateVolumeAsync("own", tenant.User[0].Id));
        var fine = new CreateSnapshotPolicy("hourly", 1, "5", "UTC", volume.Id);

        Assert.That((await test.Cloud.RefusedAsync(fine with { IntervalType = "yearly" })).Message, Does.Contain("intervaltype"));
        Assert.That((await test.Cloud.RefusedAsync(fine with { Schedule = "61" })).Message, Does.Contain("schedule"));
        Assert.That((await test.Cloud.RefusedAsync(fine with { TimeZone = "Nowhere" })).Message, Does.Contain("timezone"));
        Assert.That((await test.Cloud.RefusedAsync(fine with { MaxSnaps = 0 })).Message, Does.Contain("maxsnaps"));
        Assert.That((await test.Cloud.RefusedAsync(fine with { MaxSnaps = 9 })).Message, Does.Contain("snapshot.max.hourly"));
        Assert.That((await test.Cloud.RefusedAsync(fine, tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(fine with { VolumeId = own.Id, MaxSnaps = 3 }, tenant.User[0].Id)).Message, Does.Contain("2 snapshots"));
        Assert.That((await test.Cloud.RunAsync(fine with { VolumeId = own.Id, MaxSnaps = 2 }, tenant.User[0].Id)).MaxSnaps, Is.EqualTo(2));
    }

    [Test]
    public async Task Policies_are_deleted_by_whoever_may_change_their_volume()
    {
        await using var test = await TestSnapshots.StartAsync();
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;
        var volume = await test.DetachedVolumeAsync();
        var one = await test.Cloud.RunAsync(new CreateSnapshotPolicy("hourly", 1, "5", "UTC", volume.Id));
        var other = await test.Cloud.RunAsync(new CreateSnapshotPolicy("daily", 1, "5:5", "UTC", volume.Id));

        Assert.That((await test.Cloud.RefusedAsync(new DeleteSnapshotPolicies { Id = one.Id }, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(new DeleteSnapshotPolicies())).Message, Does.Contain("ids"));
        Assert.That((await test.Cloud.RefusedAsync(new DeleteSnapshotPolicies { Id = one.Id, Ids = [other.Id] })).Message, Does.Contain("not both"));
        await test.Cloud.RunAsync(new DeleteSnapshotPolicies { Ids = [one.Id, other.Id] });

        Assert.That((await test.Cloud.RunAsync(new ListSnapshotPolicies(volume.Id))).Items, Is.Empty);
    }

    [Test]
    public async Task A_policy_takes_its_snapshots_when_they_are_due_and_keeps_the_newest()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.RunAsync(new CreateSnapshotPolicy("hourly", 2, "30", "UTC", volume.Id));
        var manual = await test.Cloud.RunAsync(new CreateSnapshot(volume.Id));
        await test.Vms.RoundAsync<SnapshotScheduler>();
        Assert.That((await test.Cloud.RunAsync(new ListSnapshots())).Items, Has.Count.EqualTo(1), "nothing is due yet");

        List<SnapshotId> taken = [];
        for (var hour = 0; hour < 4; hour++)
        {
            await AdvanceToAsync(test, volume);
            await test.Vms.RoundAsync<SnapshotScheduler>();
            await test.Vms.RoundAsync<SnapshotScheduler>();
            taken.Add((await test.Cloud.RunAsync(new ListSnapshots { SnapshotType = "RECURRING" })).Items[^1].Id);
        }
        await test.RemoveImagesAsync();

        var left = await test.Cloud.RunAsync(new ListSnapshots());
        Assert.That(taken, Is.Unique);
        Assert.That(left.Items.Select(snapshot => snapshot.Id), Is.EqualTo(new[] { manual.Id, taken[2], taken[3] }));
        Assert.That(left[1].IntervalType, Is.EqualTo("HOURLY"));
        Assert.That(test.Files, Has.Length.EqualTo(3));
        Assert.That(await test.Vms.CountAsync(ResourceType.Snapshot), Is.EqualTo(3));
    }

    [Test]
    public async Task Of_several_schedulers_one_does_the_run()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.RunAsync(new CreateSnapshotPolicy("hourly", 8, "30", "UTC", volume.Id));
        await AdvanceToAsync(test, volume);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Monitors.RunAsync<SnapshotScheduler>(test.Cloud))));
        await test.Cloud.Get<JobRunner>().WhenIdleAsync();

        Assert.That((await test.Cloud.RunAsync(new ListSnapshots())).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_was_missed_is_not_made_up_for()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        await test.Cloud.RunAsync(new CreateSnapshotPolicy("hourly", 8, "30", "UTC", volume.Id));
        test.Cloud.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(50));

        await test.Vms.RoundAsync<SnapshotScheduler>();

        Assert.That((await test.Cloud.RunAsync(new ListSnapshots())).Items, Is.Empty);
        Assert.That(await DueAsync(test, volume), Is.GreaterThan(test.Cloud.Time.GetUtcNow()));
    }

    [Test]
    public async Task A_volume_without_storage_is_passed_over_and_a_full_account_raises_an_alert()
    {
        await using var test = await TestSnapshots.StartAsync();
        var tenant = await test.Vms.AccountAsync("tenant");
        var (loose, full) = (await test.Vms.CreateVolumeAsync("loose"), await test.DetachedVolumeAsync());
        await test.Cloud.Database.WriteAsync(async db =>
        {
            var account = await db.Accounts.FirstAsync(row => row.Name == "tenant");
            await db.Volumes.Where(row => row.Uuid == full.Id.Value).Set(row => row.AccountId, account.Id).UpdateAsync();
        });
        foreach (var volume in new[] { loose, full })
        {
            await test.Cloud.RunAsync(new CreateSnapshotPolicy("hourly", 1, "30", "UTC", volume.Id));
        }
        await test.Cloud.RunAsync(new UpdateResourceLimit(3) { Account = "tenant", DomainId = tenant.DomainId, Max = 0 });
        await AdvanceToAsync(test, full);

        await test.Vms.RoundAsync<SnapshotScheduler>();

        Assert.That((await test.Cloud.RunAsync(new ListSnapshots { ListAll = true })).Items, Is.Empty);
        Assert.That(await test.Cloud.Database.ReadAsync(db => db.Alerts.CountAsync(row => row.Type == AlertLog.ResourceLimit)), Is.EqualTo(1));
        foreach (var volume in new[] { loose, full })
        {
            Assert.That(await DueAsync(test, volume), Is.GreaterThan(test.Cloud.Time.GetUtcNow()));
        }
    }

    private static Task<DateTimeOffset> DueAsync(TestSnapshots test, Volume volume) => test.Cloud.Database.ReadAsync(async db =>
    {
        var row = await db.Volumes.FirstAsync(one => one.Uuid == volume.Id.Value);
        return (await db.SnapshotPolicies.FirstAsync(policy => policy.VolumeId == row.Id)).NextRun;
    });

    private static async Task AdvanceToAsync(TestSnapshots test, Volume volume) =>
        test.Cloud.Time.Advance(await DueAsync(test, volume) - test.Cloud.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
}
