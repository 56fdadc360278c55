using CloudStack.Engine.Tests.Templates;

namespace CloudStack.Engine.Tests.Settings;

public sealed class ConfigurationCommandTests
{
    [Test]
    public async Task A_changed_setting_counts_at_once()
    {
        await using var cloud = await TestCloud.StartAsync();

        var changed = await cloud.RunAsync(new UpdateConfiguration("default.page.size") { Value = "100" });

        Assert.That((changed.Name, changed.Value, changed.Category), Is.EqualTo(("default.page.size", "100", "Advanced")));
        Assert.That(cloud.Get<SettingsStore>().Current.DefaultPageSize, Is.EqualTo(100));
        Assert.That((await cloud.RunAsync(new ListConfigurations { Name = "default.page.size" })).Items.Single(), Is.EqualTo(changed));
        var told = await cloud.Database.ReadAsync(db => db.Events.SingleAsync(row => row.Type == EventType.ConfigurationValueEdit));
        Assert.That(told.Description, Does.Contain("default.page.size").And.Contain("100"));
    }

    [Test]
    public async Task What_a_setting_cannot_be_is_refused_and_nothing_changes()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.That((await cloud.RefusedAsync(new UpdateConfiguration("default.page.size") { Value = "many" })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(new UpdateConfiguration("no.such") { Value = "1" })).Message, Does.Contain("no.such"));
        Assert.That((await cloud.RunAsync(new ListConfigurations { Name = "default.page.size" }))[0].Value, Is.EqualTo("500"));
    }

    [Test]
    public async Task Settings_are_found_by_category_and_keyword_a_page_at_a_time()
    {
        await using var cloud = await TestCloud.StartAsync();

        var page = await cloud.RunAsync(new ListConfigurations { Category = "Network", PageSize = 2, Page = 2 });

        Assert.That(page.Items.Select(item => item.Category), Is.All.EqualTo("Network").And.Exactly(2).Items);
        Assert.That(page.Count, Is.GreaterThan(4));
        Assert.That((await cloud.RunAsync(new ListConfigurations { Keyword = "ortkey.alg" })).Items.Single().Name, Is.EqualTo("sortkey.algorithm"));
    }

    [Test]
    public async Task Secrets_are_neither_listed_nor_told()
    {
        await using var cloud = await TestCloud.StartAsync();

        var changed = await cloud.RunAsync(new UpdateConfiguration("security.singlesignon.key") { Value = "very-secret" });

        Assert.That(changed.Value, Is.Null);
        Assert.That((await cloud.RunAsync(new ListConfigurations { PageSize = -1 })).Items.Select(item => item.Category), Has.None.EqualTo("Hidden").And.None.EqualTo("Secure"));
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Description!.Contains("very-secret"))), Is.Zero);
    }

    [Test]
    public async Task Settings_are_for_root_and_capabilities_for_everyone()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.AddAsync(cloud);

        var before = await cloud.RunAsync(new ListCapabilities(), tenants.UserOfA);
        await cloud.RunAsync(new UpdateConfiguration("allow.public.user.templates") { Value = "false" });
        await cloud.RunAsync(new UpdateConfiguration("api.throttling.enabled") { Value = "true" });
        await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "basic", "Basic"));
        var after = await cloud.RunAsync(new ListCapabilities(), tenants.UserOfA);

        Assert.That((await cloud.RefusedAsync(new ListConfigurations(), tenants.AdminOfA)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
        Assert.That((before.CloudStackVersion, before.SupportElb, before.CustomDiskOfferingMaxSize), Is.EqualTo(("4.1.0", "false", 1024L)));
        Assert.That((before.UserPublicTemplateEnabled, before.SecurityGroupsEnabled, before.ApiLimitMax), Is.EqualTo((true, false, (int?)null)));
        Assert.That((after.UserPublicTemplateEnabled, after.SecurityGroupsEnabled, after.ApiLimitMax, after.ApiLimitInterval), Is.EqualTo((false, true, (int?)25, (int?)1)));
        Assert.That((await cloud.RunAsync(new ListCapabilities())).UserPublicTemplateEnabled, Is.True);
    }
}
