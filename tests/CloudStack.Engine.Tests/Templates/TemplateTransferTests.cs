using CloudStack.Engine.Tests.ImageStores;

namespace CloudStack.Engine.Tests.Templates;

public sealed class TemplateTransferTests
{
    private static readonly string[] DownloadEvents = [EventType.TemplateDownloadStart, EventType.TemplateDownloadSuccess, EventType.TemplateDownloadFailed];

    [Test]
    public async Task A_registered_template_comes_to_the_store_later()
    {
        await using var world = await StoreWorld.StartAsync();
        var image = Images.Qcow2();

        var registered = (await world.Cloud.RunAsync(world.Registration(image: image) with { Checksum = Images.Md5(image).ToUpperInvariant() }))[0];
        var asked = world.Server.Asked;
        await world.TransferAsync();
        var ready = await world.ReadAsync(registered.Id);

        Assert.That((registered.IsReady, registered.Status, asked), Is.EqualTo((false, "Processing", 0)));
        Assert.That((ready.IsReady, ready.Status, ready.Size, ready.HostId), Is.EqualTo((true, "Download Complete", 8L << 30, (HostId?)world.Store.Id)));
        Assert.That(await File.ReadAllBytesAsync(world.Files.Single()), Is.EqualTo(image));
        Assert.That(await world.EventsAsync(DownloadEvents), Is.EqualTo(new[] { EventType.TemplateDownloadStart, EventType.TemplateDownloadSuccess }));
    }

    [Test]
    public async Task How_far_it_is_is_shown_to_its_owner()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = (await world.Cloud.RunAsync(world.Registration(image: Images.Qcow2(4 << 20)) with { IsPublic = true }, world.Tenants.UserOfA))[0];
        var reached = world.Server.CloseHalfWay("debian.qcow2");
        world.Cloud.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(3);
        var transfer = world.BeginTransfer();
        await reached;

        Template seen;
        do
        {
            seen = (await world.Cloud.RunAsync(new ListTemplates("self") { Id = template.Id }, world.Tenants.UserOfA))[0];
        }
        while (seen.Status != "50% Downloaded" && !transfer.IsCompleted);
        var byOther = (await world.Cloud.RunAsync(new ListTemplates("community") { Id = template.Id }, world.Tenants.UserOfC))[0];
        world.Server.Open("debian.qcow2");
        await transfer;

        Assert.That((seen.Status, seen.IsReady, byOther.Status), Is.EqualTo(("50% Downloaded", false, (string?)null)));
        Assert.That((await world.ReadAsync(template.Id)).IsReady, Is.True);
    }

    [TestCase("gz")]
    [TestCase("zip")]
    public async Task A_packed_template_is_unpacked_on_its_way(string packing)
    {
        await using var world = await StoreWorld.StartAsync();
        var image = Images.Qcow2();
        var packed = packing == "gz" ? Images.Gzip(image) : Images.Zip(image);

        var ready = await world.ReadyAsync(world.Registration("debian", packed, $"qcow2.{packing}") with { Checksum = Images.Md5(packed) });

        Assert.That((ready.Status, ready.Size), Is.EqualTo(("Download Complete", 8L << 30)));
        Assert.That(await File.ReadAllBytesAsync(world.Files.Single()), Is.EqualTo(image));
        Assert.That(world.Files.Single(), Does.EndWith(".qcow2"));
    }

    [Test]
    public async Task What_is_not_what_it_should_be_fails_for_good_and_leaves_nothing()
    {
        await using var world = await StoreWorld.StartAsync();
        var leaning = Images.Qcow2();
        leaning[15] = 1;

        var sum = await world.ReadyAsync(world.Registration("sum") with { Checksum = new string('0', 32) });
        var format = await world.ReadyAsync(world.Registration("format", new byte[5000]));
        var other = await world.ReadyAsync(world.Registration("other", Images.Iso()));
        var backing = await world.ReadyAsync(world.Registration("backing", leaning));
        var broken = await world.ReadyAsync(world.Registration("broken", Images.Qcow2(), "qcow2.gz"));
        var missing = await world.ReadyAsync(world.Registration("missing") with { Url = $"{world.Server.Root}/none.qcow2" });

        Assert.Multiple(() =>
        {
            Assert.That(sum.Status, Does.Contain("MD5"));
            Assert.That(format.Status, Does.Contain("no QCOW2 image"));
            Assert.That(other.Status, Does.Contain("ISO"));
            Assert.That(backing.Status, Does.Contain("refers to another file"));
            Assert.That(broken.Status, Does.Contain("unpacked"));
            Assert.That(missing.Status, Does.Contain("404"));
            Assert.That(new[] { sum, format, other, backing, broken, missing }.Select(template => template.IsReady), Is.All.False);
            Assert.That(world.Files, Is.Empty);
        });
        var states = await world.Cloud.Database.ReadAsync(db => db.TemplateZones.Where(row => row.StoreId != null).Select(row => row.State).ToListAsync());
        Assert.That(states, Is.EqualTo(Enumerable.Repeat(TemplateStates.DownloadError, 6)));
        Assert.That(await world.EventsAsync(EventType.TemplateDownloadFailed), Has.Length.EqualTo(6));
    }

    [Test]
    public async Task What_is_too_large_fails()
    {
        await using var world = await StoreWorld.StartAsync();
        await world.Cloud.RunAsync(new UpdateConfiguration("max.template.iso.size") { Value = "0" });

        var large = await world.ReadyAsync(world.Registration());

        Assert.That((large.IsReady, large.Status), Is.EqualTo((false, "The file is larger than the setting max.template.iso.size allows (0 GiB).")));
        Assert.That(world.Files, Is.Empty);
    }

    [Test]
    public async Task The_inner_network_is_refused_at_once_and_behind_redirects()
    {
        await using var world = await StoreWorld.StartAsync();
        world.Server.Redirect = "http://169.254.169.254/a.qcow2";

        var refusal = await world.Cloud.RefusedAsync(world.Registration() with { Url = "http://10.0.0.1/a.qcow2" }, world.Tenants.UserOfA);
        var redirected = await world.ReadyAsync(world.Registration());

        Assert.That(refusal.Message, Does.Contain("secstorage.allowed.internal.sites"));
        Assert.That((redirected.IsReady, redirected.Status), Is.EqualTo((false, "169.254.169.254 is on an inner network. A root administrator can allow it with the setting secstorage.allowed.internal.sites.")));
    }

    [Test]
    public async Task A_server_that_comes_back_is_asked_again()
    {
        await using var world = await StoreWorld.StartAsync();
        world.Server.Status = 503;

        var waiting = await world.ReadyAsync(world.Registration());
        world.Server.Status = null;
        await world.TransferAsync();
        var early = await world.ReadAsync(waiting.Id);
        world.Cloud.Time.Advance(TimeSpan.FromSeconds(11));
        await world.TransferAsync();

        Assert.That((waiting.IsReady, waiting.Status), Is.EqualTo((false, $"{world.Server.Root}/debian.qcow2 answers 503 Service Unavailable.")));
        Assert.That(early.IsReady, Is.False);
        Assert.That((await world.ReadAsync(waiting.Id)).IsReady, Is.True);
        Assert.That(await world.EventsAsync(DownloadEvents), Is.EqualTo(new[] { EventType.TemplateDownloadStart, EventType.TemplateDownloadSuccess }));
    }

    [Test]
    public async Task What_a_dead_server_has_begun_another_one_ends()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = (await world.Cloud.RunAsync(world.Registration(image: Images.Qcow2(4 << 20))))[0];
        using var death = new CancellationTokenSource();
        var reached = world.Server.CloseHalfWay("debian.qcow2");
        var begun = world.BeginTransfer(death.Token);
        await reached;
        await death.CancelAsync();
        Assert.That(async () => await begun, Throws.InstanceOf<OperationCanceledException>());
        await GiveToDeadServerAsync(world);
        world.Server.Open("debian.qcow2");

        await world.TransferAsync();

        Assert.That((await world.ReadAsync(template.Id)).IsReady, Is.True);
        Assert.That(world.Files, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_server_whose_turn_is_over_changes_nothing_more()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = (await world.Cloud.RunAsync(world.Registration(image: Images.Qcow2(4 << 20))))[0];
        var reached = world.Server.CloseHalfWay("debian.qcow2");
        var slow = world.BeginTransfer();
        await reached;
        await GiveToDeadServerAsync(world);
        world.Server.Add("debian.qcow2", Images.Qcow2(100_000));
        var taken = await world.Cloud.Database.ReadAsync(db => db.TemplateZones.FirstAsync(row => row.StoreId != null));
        var claimed = await world.Cloud.Get<ImageTransfer>().ClaimAsync(taken, default);

        world.Server.Open("debian.qcow2");
        await slow;
        var between = await world.ReadAsync(template.Id);
        await world.Cloud.Get<ImageTransfer>().RunAsync(claimed!, default);

        Assert.That((between.IsReady, (await world.ReadAsync(template.Id)).IsReady), Is.EqualTo((false, true)));
        Assert.That(new FileInfo(world.Files.Single()).Length, Is.EqualTo(100_000));
    }

    [Test]
    public async Task Files_of_the_management_server_are_for_root()
    {
        await using var world = await StoreWorld.StartAsync();
        var file = Path.GetTempFileName() + ".qcow2";
        await File.WriteAllBytesAsync(file, Images.Qcow2());
        try
        {
            var registration = world.Registration() with { Url = $"file://{file}" };

            Assert.That((await world.Cloud.RefusedAsync(registration, world.Tenants.AdminOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
            Assert.That((await world.ReadyAsync(registration)).Status, Is.EqualTo("Download Complete"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task All_zones_at_once_get_it_each_in_its_way_and_new_ones_too()
    {
        await using var world = await StoreWorld.StartAsync();
        var everywhere = world.Registration() with { ZoneId = ZoneId.All };

        var registered = await world.Cloud.RunAsync(everywhere);
        var third = await world.Cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "three", "Basic") { AllocationState = "Enabled" });
        await world.TransferAsync();
        var listed = await world.Cloud.RunAsync(new ListTemplates("self") { Id = registered[0].Id });

        Assert.That(registered.Items.Select(item => (item.ZoneId, item.IsReady, item.CrossZones)), Is.EquivalentTo(new[] { ((ZoneId?)world.Zone.Id, false, true), (world.OtherZone.Id, true, true) }));
        Assert.That(listed.Items.Select(item => (item.ZoneName, item.IsReady)), Is.EquivalentTo(new[] { ("one", true), ("two", true), ("three", true) }));
        Assert.That(listed.Items.Any(item => item.ZoneId == third.Id), Is.True);
        Assert.That((await world.Cloud.RefusedAsync(everywhere, world.Tenants.AdminOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_deleted_template_goes_from_the_store_too()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = await world.ReadyAsync(world.Registration());
        Assert.That((await world.Cloud.RefusedAsync(new DeleteHost(world.Store.Id))).Message, Does.Contain("1 templates"));

        await world.Cloud.RunAsync(new DeleteTemplate(template.Id));
        var before = world.Files.Length;
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);

        Assert.That((before, world.Files.Length), Is.EqualTo((1, 0)));
        Assert.That(await world.Cloud.Database.ReadAsync(db => db.ImageRemovals.CountAsync()), Is.Zero);
        await world.Cloud.RunAsync(new DeleteHost(world.Store.Id));
    }

    [Test]
    public async Task A_template_that_is_deleted_while_it_comes_does_not_stay_on_the_store()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = (await world.Cloud.RunAsync(world.Registration()))[0];
        var reached = world.Server.CloseHalfWay("debian.qcow2");
        var transfer = world.BeginTransfer();
        await reached;

        await world.Cloud.RunAsync(new DeleteTemplate(template.Id));
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);
        world.Server.Open("debian.qcow2");
        await transfer;
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);

        Assert.That(world.Files, Is.Empty);
    }

    private static Task GiveToDeadServerAsync(StoreWorld world) => world.Cloud.Database.WriteAsync(async db =>
    {
        var dead = await db.InsertRowAsync(new ManagementServerRow { Uuid = Guid.NewGuid(), State = "Down", Started = world.Cloud.Time.GetUtcNow(), LastBeat = world.Cloud.Time.GetUtcNow() });
        await db.TemplateZones.Where(row => row.State == TemplateStates.InProgress).Set(row => row.ServerId, (long?)dead.Id).UpdateAsync();
    });
}
