namespace CloudStack.Engine.Tests.Templates;

public sealed class ChangeTemplateTests
{
    [Test]
    public async Task What_is_given_changes_and_the_rest_stays()
    {
        await using var test = await Catalogue.StartAsync();
        var template = await test.RegisterAsync("old", test.Tenants.UserOfA);

        var changed = await test.Cloud.RunAsync(new UpdateTemplate(template.Id) { Name = "new", PasswordEnabled = true, Bootable = false, Format = "raw" }, test.Tenants.UserOfA);

        Assert.That((changed.Name, changed.DisplayText, changed.PasswordEnabled, changed.Bootable, changed.Format), Is.EqualTo(("new", "old text", true, false, "RAW")));
        Assert.That((await test.Cloud.RefusedAsync(new UpdateTemplate(template.Id) { Format = "VHD" })).Message, Does.Contain("KVM"));
        Assert.That((await test.Cloud.RefusedAsync(new UpdateTemplate(template.Id) { Name = "x" }, test.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_public_template_is_changed_by_its_owner_only()
    {
        await using var test = await Catalogue.StartAsync();
        var template = await test.RegisterAsync("public", test.Tenants.UserOfA, isPublic: true);

        Assert.That((await test.Cloud.RefusedAsync(new UpdateTemplate(template.Id) { Name = "x" }, test.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(new DeleteTemplate(template.Id), test.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_deleted_template_is_gone_and_so_are_its_permissions()
    {
        await using var test = await Catalogue.StartAsync();
        var template = await test.RegisterAsync("gone", test.Tenants.AdminOfA);
        await test.Cloud.RunAsync(new UpdateTemplatePermissions(template.Id) { Op = "add", Accounts = ["user-a"] }, test.Tenants.AdminOfA);

        await test.Cloud.RunAsync(new DeleteTemplate(template.Id), test.Tenants.AdminOfA);

        Assert.That(await test.NamesAsync(new("all")), Has.No.Member("gone"));
        Assert.That(await test.Cloud.Database.ReadAsync(db => db.TemplatePermissions.CountAsync()), Is.Zero);
        Assert.That((await test.Cloud.RefusedAsync(new DeleteTemplate(template.Id))).Message, Does.Contain("no template"));
    }

    [Test]
    public async Task A_template_that_is_deleted_in_one_zone_stays_in_the_other()
    {
        await using var test = await Catalogue.StartAsync();
        var template = await test.RegisterAsync("both");
        await test.Cloud.Database.WriteAsync(async db =>
        {
            var row = await db.Templates.SingleAsync(found => found.Uuid == template.Id.Value);
            var other = await db.Zones.SingleAsync(zone => zone.Name == "two");
            await db.InsertAsync(new TemplateZoneRow { TemplateId = row.Id, ZoneId = other.Id, State = TemplateStates.Ready, Percent = 100, Created = row.Created });
        });

        await test.Cloud.RunAsync(new DeleteTemplate(template.Id) { ZoneId = test.Zone.Id });

        var left = await test.Cloud.RunAsync(new ListTemplates("self") { Id = template.Id });
        Assert.That(left.Items.Single().ZoneId, Is.EqualTo(test.OtherZone.Id));
    }

    [Test]
    public async Task Permissions_are_added_taken_and_reset()
    {
        await using var test = await Catalogue.StartAsync();
        var owner = test.Tenants.AdminOfA;
        var template = await test.RegisterAsync("shared", owner, isPublic: true);
        await test.Cloud.RunAsync(new UpdateTemplatePermissions(template.Id) { Op = "add", Accounts = ["user-a", "admin-a"], IsPublic = false, IsFeatured = true }, owner);
        await test.Cloud.RunAsync(new UpdateTemplatePermissions(template.Id) { Op = "ADD", Accounts = ["user-a"] }, owner);

        var permissions = await test.Cloud.RunAsync(new ListTemplatePermissions(template.Id), owner);
        Assert.That(permissions.Account, Is.EqualTo(new[] { "user-a" }));
        Assert.That((permissions.IsPublic, permissions.DomainId), Is.EqualTo((false, new DomainId(test.Tenants.A.Uuid))));
        Assert.That((await test.Cloud.RunAsync(new ListTemplatePermissions(template.Id), test.Tenants.UserOfA)).DomainId, Is.Null);

        await test.Cloud.RunAsync(new UpdateTemplatePermissions(template.Id) { Op = "remove", Accounts = ["user-a"] }, owner);
        Assert.That((await test.Cloud.RunAsync(new ListTemplatePermissions(template.Id), owner)).Account, Is.Empty);

        await test.Cloud.RunAsync(new UpdateTemplatePermissions(template.Id) { Op = "add", Accounts = ["user-a"], IsPublic = true }, owner);
        await test.Cloud.RunAsync(new UpdateTemplatePermissions(template.Id) { Op = "reset" }, owner);
        var reset = await test.Cloud.RunAsync(new ListTemplatePermissions(template.Id), owner);
        Assert.That((reset.Account.Count, reset.IsPublic), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task Odd_changes_of_permissions_are_refused()
    {
        await using var test = await Catalogue.StartAsync();
        var template = await test.RegisterAsync("mine", test.Tenants.UserOfA);
        var change = new UpdateTemplatePermissions(template.Id);

        Assert.Multiple(async () =>
        {
            Assert.That((await test.Cloud.RefusedAsync(change with { Accounts = ["user-a"] })).Message, Does.Contain("op"));
            Assert.That((await test.Cloud.RefusedAsync(change with { Op = "grant", Accounts = ["user-a"] })).Message, Does.Contain("op"));
            Assert.That((await test.Cloud.RefusedAsync(change with { Op = "add" })).Message, Does.Contain("accounts"));
            Assert.That((await test.Cloud.RefusedAsync(change with { Op = "add", Accounts = ["user-c"] })).Message, Does.Contain("user-c"));
            Assert.That((await test.Cloud.RefusedAsync(change with { IsFeatured = true }, test.Tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
            Assert.That((await test.Cloud.RefusedAsync(change with { IsExtractable = true }, test.Tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        });
    }
}
