namespace CloudStack.Engine.Tests.Templates;

public sealed class ListTemplatesTests
{
    [Test]
    public async Task Each_filter_shows_users_what_it_says()
    {
        await using var test = await Catalogue.StartAsync();
        var user = test.Tenants.UserOfA;
        await test.RegisterAsync("featured", isPublic: true, isFeatured: true);
        await test.RegisterAsync("community", test.Tenants.UserOfC, isPublic: true);
        await test.RegisterAsync("mine", user);
        var shared = await test.RegisterAsync("shared", test.Tenants.AdminOfA);
        await test.RegisterAsync("secret", test.Tenants.UserOfB);
        await test.Cloud.RunAsync(new UpdateTemplatePermissions(shared.Id) { Op = "add", Accounts = ["user-a"] }, test.Tenants.AdminOfA);

        Assert.That(await test.NamesAsync(new("featured"), user), Is.EqualTo(new[] { "featured" }));
        Assert.That(await test.NamesAsync(new("Community"), user), Is.EqualTo(new[] { "community" }));
        Assert.That(await test.NamesAsync(new("self"), user), Is.EqualTo(new[] { "mine" }));
        Assert.That(await test.NamesAsync(new("selfexecutable"), user), Is.EqualTo(new[] { "mine" }));
        Assert.That(await test.NamesAsync(new("sharedexecutable"), user), Is.EqualTo(new[] { "shared" }));
        Assert.That(await test.NamesAsync(new("executable"), user), Is.EqualTo(new[] { "featured", "community", "mine" }));
        Assert.That((await test.Cloud.RefusedAsync(new ListTemplates("all"), user)).Message, Does.Contain("administrators"));
        Assert.That((await test.Cloud.RefusedAsync(new ListTemplates("some"), user)).Message, Does.Contain("templatefilter"));
    }

    [Test]
    public async Task Administrators_see_what_lies_below_them()
    {
        await using var test = await Catalogue.StartAsync();
        await test.RegisterAsync("of-a", test.Tenants.UserOfA);
        await test.RegisterAsync("of-b", test.Tenants.UserOfB);
        await test.RegisterAsync("of-c", test.Tenants.UserOfC);

        Assert.That(await test.NamesAsync(new("all")), Is.SupersetOf(new[] { "of-a", "of-b", "of-c" }));
        Assert.That(await test.NamesAsync(new("all"), test.Tenants.AdminOfA), Is.EqualTo(new[] { "of-a", "of-b" }));
        Assert.That(await test.NamesAsync(new("self") { ListAll = true }, test.Tenants.AdminOfA), Is.EqualTo(new[] { "of-a", "of-b" }));
        Assert.That(await test.NamesAsync(new("all") { Account = "user-c", DomainId = new(test.Tenants.C.Uuid) }), Is.EqualTo(new[] { "of-c" }));
    }

    [Test]
    public async Task A_private_template_is_found_by_its_id_only_by_whoever_may_use_it()
    {
        await using var test = await Catalogue.StartAsync();
        var template = await test.RegisterAsync("mine", test.Tenants.UserOfA);

        Assert.That(await test.NamesAsync(new("featured") { Id = template.Id }, test.Tenants.UserOfA), Is.EqualTo(new[] { "mine" }));
        Assert.That((await test.Cloud.RefusedAsync(new ListTemplates("featured") { Id = template.Id }, test.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Lists_are_narrowed_by_name_keyword_hypervisor_zone_and_tag()
    {
        await using var test = await Catalogue.StartAsync();
        var debian = await test.RegisterAsync("debian");
        await test.RegisterAsync("debian-old");
        await test.Cloud.RunAsync(test.Registration("elsewhere") with { Hypervisor = "Simulator", ZoneId = test.OtherZone.Id });
        await test.Cloud.Database.WriteAsync(async db =>
        {
            var row = await db.Templates.SingleAsync(found => found.Name == "debian");
            await db.InsertRowAsync(new ResourceTagRow
            {
                Uuid = Guid.CreateVersion7(), AccountId = 2, DomainId = 1, ResourceType = "Template", ResourceId = row.Id, ResourceUuid = row.Uuid, Name = "stage", Value = "prod",
            });
        });

        Assert.That(await test.NamesAsync(new("self") { Name = "debian" }), Is.EqualTo(new[] { "debian" }));
        Assert.That(await test.NamesAsync(new("self") { Keyword = "ebia" }), Is.EqualTo(new[] { "debian", "debian-old" }));
        Assert.That(await test.NamesAsync(new("self") { Hypervisor = "simulator" }), Is.EqualTo(new[] { "elsewhere" }));
        Assert.That(await test.NamesAsync(new("self") { ZoneId = test.OtherZone.Id }), Is.EqualTo(new[] { "elsewhere" }));
        Assert.That(await test.NamesAsync(new("self") { Tags = new Dictionary<string, string> { ["stage"] = "prod" } }), Is.EqualTo(new[] { "debian" }));
        Assert.That((await test.Cloud.RunAsync(new ListTemplates("self") { Id = debian.Id }))[0].Tags.Single().Value, Is.EqualTo("prod"));
    }

    [Test]
    public async Task A_page_counts_its_own_items()
    {
        await using var test = await Catalogue.StartAsync();
        foreach (var name in new[] { "t1", "t2", "t3" })
        {
            await test.RegisterAsync(name);
        }

        var page = await test.Cloud.RunAsync(new ListTemplates("self") { Page = 2, PageSize = 2 });

        Assert.That((page.Items.Single().Name, page.Count), Is.EqualTo(("t3", 1)));
    }

    [Test]
    public async Task High_sort_keys_come_first_unless_the_setting_says_otherwise()
    {
        await using var test = await Catalogue.StartAsync();
        await test.RegisterAsync("low");
        var high = await test.RegisterAsync("high");
        await test.Cloud.RunAsync(new UpdateTemplate(high.Id) { SortKey = 5 });

        Assert.That(await test.NamesAsync(new("self")), Is.EqualTo(new[] { "high", "low" }));
        await test.Cloud.RunAsync(new UpdateConfiguration("sortkey.algorithm") { Value = "true" });
        Assert.That(await test.NamesAsync(new("self")), Is.EqualTo(new[] { "low", "high" }));
    }

    [Test]
    public async Task How_the_download_went_is_for_administrators_and_the_owner()
    {
        await using var test = await Catalogue.StartAsync();
        await test.RegisterAsync("public", test.Tenants.UserOfA, isPublic: true);

        Assert.That((await test.Cloud.RunAsync(new ListTemplates("community"), test.Tenants.UserOfA))[0].Status, Is.EqualTo("Download Complete"));
        Assert.That((await test.Cloud.RunAsync(new ListTemplates("community"), test.Tenants.UserOfC))[0].Status, Is.Null);
    }
}
