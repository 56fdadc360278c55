using CloudStack.Engine.Tests.ImageStores;

namespace CloudStack.Engine.Tests.Templates;

public sealed class CopyAndExtractTests
{
    [Test]
    public async Task A_copy_comes_from_the_other_store_and_not_from_the_source()
    {
        await using var world = await StoreWorld.StartAsync();
        await world.AddStoreAsync(world.OtherZone);
        var template = await world.ReadyAsync(world.Registration("debian", Images.Gzip(Images.Qcow2()), "qcow2.gz"));
        world.Server.Status = 404;

        var copy = await world.Cloud.RunAsync(new CopyTemplate(world.OtherZone.Id, template.Id, world.Zone.Id));
        await world.TransferAsync();
        var ready = await world.ReadAsync(template.Id, world.OtherZone);

        Assert.That((copy.Id, copy.ZoneId, copy.IsReady), Is.EqualTo((template.Id, (ZoneId?)world.OtherZone.Id, false)));
        Assert.That((ready.IsReady, ready.Status, ready.Size), Is.EqualTo((true, "Download Complete", 8L << 30)));
        Assert.That(world.Files.Select(file => new FileInfo(file).Length), Is.EqualTo(new[] { 200_000L, 200_000L }));
        Assert.That(await world.EventsAsync(EventType.TemplateCopy), Is.Not.Empty);
    }

    [Test]
    public async Task Deleting_in_one_zone_leaves_the_copy_in_the_other()
    {
        await using var world = await StoreWorld.StartAsync();
        await world.AddStoreAsync(world.OtherZone);
        var template = await world.ReadyAsync(world.Registration());
        await world.Cloud.RunAsync(new CopyTemplate(world.OtherZone.Id, template.Id, world.Zone.Id));
        await world.TransferAsync();

        await world.Cloud.RunAsync(new DeleteTemplate(template.Id) { ZoneId = world.Zone.Id });
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);

        Assert.That(world.Files.Single(), Does.Contain("/two/"));
        Assert.That((await world.Cloud.RunAsync(new ListTemplates("self") { Id = template.Id })).Items.Single().ZoneName, Is.EqualTo("two"));
        var back = await world.Cloud.RunAsync(new CopyTemplate(world.Zone.Id, template.Id, world.OtherZone.Id));
        await world.TransferAsync();
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);
        Assert.That((back.ZoneName, world.Files.Length), Is.EqualTo(("one", 2)));
    }

    [Test]
    public async Task Copies_that_make_no_sense_are_refused()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = await world.ReadyAsync(world.Registration());
        var late = (await world.Cloud.RunAsync(world.Registration("late")))[0];
        var copy = new CopyTemplate(world.OtherZone.Id, template.Id, world.Zone.Id);

        Assert.Multiple(async () =>
        {
            Assert.That((await world.Cloud.RefusedAsync(copy with { DestZoneId = world.Zone.Id })).Message, Does.Contain("same zone"));
            Assert.That((await world.Cloud.RefusedAsync(copy)).Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
            Assert.That((await world.Cloud.RefusedAsync(copy with { SourceZoneId = world.OtherZone.Id, DestZoneId = world.Zone.Id })).Message, Does.Contain("not in the zone two"));
            Assert.That((await world.Cloud.RefusedAsync(copy with { Id = late.Id })).Message, Does.Contain("not ready"));
            Assert.That((await world.Cloud.RefusedAsync(new CopyIso(world.OtherZone.Id, template.Id, world.Zone.Id))).Message, Does.Contain("is a template"));
            Assert.That((await world.Cloud.RefusedAsync(copy, world.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        });
        await world.AddStoreAsync(world.OtherZone);
        await world.Cloud.RunAsync(copy);
        await world.TransferAsync();
        Assert.That((await world.Cloud.RefusedAsync(copy)).Message, Does.Contain("already"));
    }

    [Test]
    public async Task A_link_gives_the_image_until_its_time_is_over()
    {
        await using var world = await StoreWorld.StartAsync();
        var image = Images.Qcow2();
        var template = await world.ReadyAsync(world.Registration(image: image) with { IsExtractable = true, IsPublic = true }, world.Tenants.UserOfA);
        var downloads = world.Cloud.Get<IImageDownloads>();

        var extraction = await world.Cloud.RunAsync(new ExtractTemplate(template.Id, "http_download"), world.Tenants.UserOfC);
        var token = extraction.Url!["http://localhost:8080/client/extract/".Length..];
        await using (var download = await downloads.OpenAsync(token))
        {
            using var content = new MemoryStream();
            await download!.Content.CopyToAsync(content);
            Assert.That((download.FileName, download.Length, content.ToArray()), Is.EqualTo(("debian.qcow2", image.LongLength, image)));
        }

        Assert.That(extraction.Url, Does.StartWith("http://localhost:8080/client/extract/"));
        Assert.That((extraction.Id, extraction.State, extraction.ExtractMode, extraction.ZoneName), Is.EqualTo(((Guid?)template.Id.Value, "DOWNLOAD_URL_CREATED", "HTTP_DOWNLOAD", "one")));
        Assert.That(await downloads.OpenAsync(token[..^4] + "AAAA"), Is.Null);
        Assert.That(await downloads.OpenAsync("nonsense"), Is.Null);
        world.Cloud.Time.Advance(TimeSpan.FromSeconds(14402));
        Assert.That(await downloads.OpenAsync(token), Is.Null);
    }

    [Test]
    public async Task A_link_to_what_was_deleted_gives_nothing()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = await world.ReadyAsync(world.Registration());
        var token = (await world.Cloud.RunAsync(new ExtractTemplate(template.Id, "HTTP_DOWNLOAD"))).Url!.Split('/')[^1];
        await world.Cloud.RunAsync(new DeleteTemplate(template.Id));
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);

        Assert.That(await world.Cloud.Get<IImageDownloads>().OpenAsync(token), Is.Null);
    }

    [Test]
    public async Task Downloads_are_only_for_what_may_be_downloaded()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = await world.ReadyAsync(world.Registration(), world.Tenants.UserOfA);
        var late = (await world.Cloud.RunAsync(world.Registration("late")))[0];
        var extract = new ExtractTemplate(template.Id, "HTTP_DOWNLOAD");

        Assert.Multiple(async () =>
        {
            Assert.That((await world.Cloud.RefusedAsync(extract, world.Tenants.UserOfA)).Message, Does.Contain("isextractable"));
            Assert.That((await world.Cloud.RefusedAsync(extract, world.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
            Assert.That((await world.Cloud.RefusedAsync(extract with { Mode = "FTP_UPLOAD" })).Message, Does.Contain("not offered"));
            Assert.That((await world.Cloud.RefusedAsync(extract with { Mode = "x" })).Message, Does.Contain("HTTP_DOWNLOAD"));
            Assert.That((await world.Cloud.RefusedAsync(extract with { ZoneId = world.OtherZone.Id })).Message, Does.Contain("not ready"));
            Assert.That((await world.Cloud.RefusedAsync(new ExtractTemplate(late.Id, "HTTP_DOWNLOAD"))).Message, Does.Contain("not ready"));
        });
        await world.Cloud.RunAsync(new UpdateConfiguration("disable.extraction") { Value = "true" });
        Assert.That((await world.Cloud.RefusedAsync(extract)).Message, Does.Contain("disable.extraction"));
    }
}
