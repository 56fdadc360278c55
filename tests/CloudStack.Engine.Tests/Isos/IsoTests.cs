using CloudStack.Engine.Tests.ImageStores;

namespace CloudStack.Engine.Tests.Isos;

public sealed class IsoTests
{
    [Test]
    public async Task A_registered_iso_comes_to_the_store()
    {
        await using var world = await StoreWorld.StartAsync();

        var registered = (await world.Cloud.RunAsync(world.IsoRegistration() with { IsPublic = true }))[0];
        await world.TransferAsync();
        var ready = (await world.Cloud.RunAsync(new ListIsos()))[0];

        Assert.That((registered.Format, registered.IsReady, registered.Bootable, registered.Hypervisor), Is.EqualTo(("ISO", false, (bool?)true, (string?)null)));
        Assert.That((ready.Id, ready.Status, ready.Size, ready.IsReady), Is.EqualTo((registered.Id, "Successfully Installed", (long?)60_000, true)));
        Assert.That(world.Files.Single(), Does.EndWith(".iso"));
        Assert.That(await world.EventsAsync(EventType.IsoCreate), Has.Length.EqualTo(1));
        Assert.That(await world.Cloud.Database.ReadAsync(db => db.ResourceCounts.Where(row => row.OwnerKind == OwnerKind.Account
            && row.OwnerId == Identity.AdminAccountId && row.Type == (int)ResourceType.Template).Select(row => row.Count).FirstAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_no_iso_is_refused_or_fails()
    {
        await using var world = await StoreWorld.StartAsync();
        var registration = world.IsoRegistration();

        var disk = await world.ReadyIsoAsync(world.IsoRegistration("disk", Images.Qcow2()));

        Assert.That((disk.IsReady, disk.Status), Is.EqualTo((false, "The file is of format QCOW2, not ISO.")));
        Assert.That((await world.Cloud.RefusedAsync(registration with { Url = $"{world.Server.Root}/a.qcow2" })).Message, Does.Contain("iso"));
        Assert.That((await world.Cloud.RefusedAsync(registration with { OsTypeId = null })).Message, Does.Contain("ostypeid"));
        Assert.That((await world.Cloud.RefusedAsync(registration with { IsFeatured = true }, world.Tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await world.Cloud.RunAsync(registration with { OsTypeId = null, Bootable = false }))[0].OsTypeName, Is.EqualTo("None"));
    }

    [Test]
    public async Task Isos_and_templates_are_lists_of_their_own()
    {
        await using var world = await StoreWorld.StartAsync();
        var template = await world.ReadyAsync(world.Registration());
        var iso = await world.ReadyIsoAsync(world.IsoRegistration());
        await world.Cloud.RunAsync(world.IsoRegistration("data") with { Bootable = false, IsPublic = true });

        Assert.Multiple(async () =>
        {
            Assert.That(await NamesAsync(world, new ListIsos()), Is.EqualTo(new[] { "installer" }));
            Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self" }), Is.EqualTo(new[] { "installer", "data" }));
            Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self", Bootable = false }), Is.EqualTo(new[] { "data" }));
            Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self", IsReady = false }), Is.EqualTo(new[] { "data" }));
            Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self", IsReady = true }), Is.EqualTo(new[] { "installer" }));
            Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self", IsPublic = true }), Is.EqualTo(new[] { "data" }));
            Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self", Keyword = "nstal" }), Is.EqualTo(new[] { "installer" }));
            Assert.That((await world.Cloud.RunAsync(new ListTemplates("self"))).Items.Select(item => item.Name), Is.EqualTo(new[] { "debian" }));
            Assert.That((await world.Cloud.RefusedAsync(new ListIsos { Id = template.Id })).Message, Does.Contain("is a template"));
            Assert.That((await world.Cloud.RefusedAsync(new ListTemplates("self") { Id = iso.Id })).Message, Does.Contain("is an ISO"));
            Assert.That((await world.Cloud.RefusedAsync(new ListIsos { IsoFilter = "all" }, world.Tenants.UserOfA)).Message, Does.Contain("isofilter"));
            Assert.That((await world.Cloud.RefusedAsync(new DeleteTemplate(iso.Id))).Message, Does.Contain("is an ISO"));
        });
    }

    [Test]
    public async Task An_iso_is_changed_shared_tagged_copied_and_extracted_like_a_template()
    {
        await using var world = await StoreWorld.StartAsync();
        await world.AddStoreAsync(world.OtherZone);
        var owner = world.Tenants.AdminOfA;
        var iso = (await world.Cloud.RunAsync(world.IsoRegistration() with { IsExtractable = true }, owner))[0];
        await world.TransferAsync();

        var changed = await world.Cloud.RunAsync(new UpdateIso(iso.Id) { Name = "new", Bootable = false, SortKey = 3, Format = "iso" }, owner);
        await world.Cloud.RunAsync(new UpdateIsoPermissions(iso.Id) { Op = "add", Accounts = ["user-a"] }, owner);
        await world.Cloud.RunAsync(new CreateTags([iso.Id.Value.ToString()], "ISO", new Dictionary<string, string> { ["stage"] = "prod" }), owner);
        await world.Cloud.RunAsync(new CopyIso(world.OtherZone.Id, iso.Id, world.Zone.Id), owner);
        await world.TransferAsync();

        Assert.That((changed.Name, changed.Bootable, changed.DisplayText), Is.EqualTo(("new", (bool?)false, "installer text")));
        Assert.That((await world.Cloud.RefusedAsync(new UpdateIso(iso.Id) { Format = "QCOW2" }, owner)).Message, Does.Contain("ISO"));
        Assert.That((await world.Cloud.RunAsync(new ListIsoPermissions(iso.Id), owner)).Account, Is.EqualTo(new[] { "user-a" }));
        Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "sharedexecutable", ZoneId = world.Zone.Id }, world.Tenants.UserOfA), Is.EqualTo(new[] { "new" }));
        Assert.That(await NamesAsync(world, new ListIsos { IsoFilter = "self", Tags = new Dictionary<string, string> { ["stage"] = "prod" }, ZoneId = world.OtherZone.Id }, owner), Is.EqualTo(new[] { "new" }));
        Assert.That((await world.Cloud.RunAsync(new ListIsos { Id = iso.Id }, owner))[0].Tags.Single().Value, Is.EqualTo("prod"));
        Assert.That((await world.Cloud.RunAsync(new ExtractIso(iso.Id, "HTTP_DOWNLOAD") { ZoneId = world.OtherZone.Id }, world.Tenants.UserOfA)).ZoneName, Is.EqualTo("two"));
        Assert.That((await world.Cloud.RefusedAsync(new UpdateIso(iso.Id) { Name = "x" }, world.Tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));

        await world.Cloud.RunAsync(new DeleteIso(iso.Id), owner);
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);
        Assert.That(world.Files, Is.Empty);
        Assert.That(await world.Cloud.Database.ReadAsync(db => db.ResourceTags.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task The_isos_of_a_deleted_account_go_with_it()
    {
        await using var world = await StoreWorld.StartAsync();
        await world.Cloud.RunAsync(world.IsoRegistration(), world.Tenants.UserOfA);
        await world.TransferAsync();
        var account = (await world.Cloud.RunAsync(new ListAccounts { Name = "user-a", ListAll = true }))[0];

        await world.Cloud.RunAsync(new DeleteAccount(account.Id));
        await Monitors.RunAsync<ImageRemovals>(world.Cloud);

        Assert.That(world.Files, Is.Empty);
    }

    private static async Task<string[]> NamesAsync(StoreWorld world, ListIsos command, UserId? user = null) =>
        [.. (user is { } someone ? await world.Cloud.RunAsync(command, someone) : await world.Cloud.RunAsync(command)).Items.Select(item => item.Name!)];
}
