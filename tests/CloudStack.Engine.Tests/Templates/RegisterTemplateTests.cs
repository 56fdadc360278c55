namespace CloudStack.Engine.Tests.Templates;

public sealed class RegisterTemplateTests
{
    [Test]
    public async Task A_registered_template_is_ready_with_all_that_was_said_of_it()
    {
        await using var test = await Catalogue.StartAsync();

        var answer = await test.Cloud.RunAsync(test.Registration() with
        {
            Bits = 32, Checksum = "0123456789ABCDEF0123456789abcdef", IsPublic = true, IsFeatured = true, IsExtractable = true, PasswordEnabled = true,
            SshKeyEnabled = true, RequiresHvm = false, TemplateTag = "ssd", Details = new Dictionary<string, string> { ["nicAdapter"] = "e1000" },
        });

        var template = answer.Items.Single();
        Assert.Multiple(() =>
        {
            Assert.That((template.Name, template.DisplayText, template.Format, template.Hypervisor), Is.EqualTo(("debian", "debian text", "QCOW2", "KVM")));
            Assert.That((template.IsReady, template.Status, template.Size), Is.EqualTo((true, "Download Complete", 5000L)));
            Assert.That((template.ZoneId, template.ZoneName, template.CrossZones), Is.EqualTo((test.Zone.Id, "one", false)));
            Assert.That((template.IsPublic, template.IsFeatured, template.IsExtractable, template.Bootable), Is.EqualTo((true, true, true, true)));
            Assert.That((template.PasswordEnabled, template.SshKeyEnabled, template.TemplateTag), Is.EqualTo((true, true, "ssd")));
            Assert.That((template.Account, template.Domain, template.TemplateType), Is.EqualTo(("admin", "ROOT", "USER")));
            Assert.That((template.OsTypeId, template.OsTypeName), Is.EqualTo((test.Os, "Test OS")));
            Assert.That(template.Checksum, Is.EqualTo("0123456789abcdef0123456789abcdef"));
            Assert.That(template.Details!["nicAdapter"], Is.EqualTo("e1000"));
        });
        var row = await test.Cloud.Database.ReadAsync(db => db.Templates.SingleAsync(found => found.Uuid == template.Id.Value));
        Assert.That((row.Bits, row.RequiresHvm), Is.EqualTo((32, false)));
        Assert.That(await test.Cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Type == EventType.TemplateCreate && row.Level == EventLevel.Info)), Is.EqualTo(1));
    }

    [Test]
    public async Task The_simulator_takes_any_address_and_asks_nobody()
    {
        await using var test = await Catalogue.StartAsync();

        var template = (await test.Cloud.RunAsync(test.Registration() with { Hypervisor = "simulator", Url = "http://127.0.0.1/tiny" })).Items.Single();

        Assert.That((template.Hypervisor, template.IsReady, template.Size), Is.EqualTo(("Simulator", true, (long?)null)));
        Assert.That(test.Source.Asked, Is.Empty);
    }

    [TestCase("VHD", "KVM", "http://x.example/a.vhd", "does not run")]
    [TestCase("ISO", "KVM", "http://x.example/a.iso", "format")]
    [TestCase("QCOW2", "Nothing", "http://x.example/a.qcow2", "hypervisor")]
    [TestCase("QCOW2", "KVM", "http://x.example/a.vhd", "qcow2")]
    [TestCase("QCOW2", "KVM", "http://x.example/a?x=.qcow2", "qcow2")]
    [TestCase("QCOW2", "KVM", "ftp://x.example/a.qcow2", "http://")]
    [TestCase("QCOW2", "KVM", "a.qcow2", "no address")]
    public async Task What_does_not_go_together_is_refused(string format, string hypervisor, string url, string expected)
    {
        await using var test = await Catalogue.StartAsync();

        var refusal = await test.Cloud.RefusedAsync(test.Registration() with { Format = format, Hypervisor = hypervisor, Url = url });

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain(expected));
        Assert.That(test.Source.Asked, Is.Empty);
    }

    [TestCase("http://x.example/a.QCOW2.bz2", "QCOW2", "KVM")]
    [TestCase("https://x.example/a.img?token=1", "RAW", "KVM")]
    [TestCase("http://x.example/a.vhd", "VHD", "xenserver")]
    [TestCase("file:///var/lib/a.qcow2", "QCOW2", "KVM")]
    [TestCase("nfs://store/export/a.qcow2", "QCOW2", "KVM")]
    public async Task Addresses_that_go_with_the_format_are_taken(string url, string format, string hypervisor)
    {
        await using var test = await Catalogue.StartAsync();
        test.Source.Facts = TemplateSourceFacts.Unknown;

        var template = (await test.Cloud.RunAsync(test.Registration() with { Url = url, Format = format, Hypervisor = hypervisor })).Items.Single();

        Assert.That(template.IsReady, Is.True);
    }

    [TestCase("file:///etc/a.qcow2")]
    [TestCase("nfs://store/export/a.qcow2")]
    public async Task Users_cannot_name_files_of_hosts_or_exports(string url)
    {
        await using var test = await Catalogue.StartAsync();

        var refusal = await test.Cloud.RefusedAsync(test.Registration() with { Url = url }, test.Tenants.UserOfA);

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Odd_values_are_refused()
    {
        await using var test = await Catalogue.StartAsync();
        var good = test.Registration();

        Assert.Multiple(async () =>
        {
            Assert.That((await test.Cloud.RefusedAsync(good with { Bits = 16 })).Message, Does.Contain("32 or 64"));
            Assert.That((await test.Cloud.RefusedAsync(good with { Checksum = "abc" })).Message, Does.Contain("MD5"));
            Assert.That((await test.Cloud.RefusedAsync(good with { Name = " " })).Message, Does.Contain("name"));
        });
    }

    [Test]
    public async Task A_file_of_another_format_or_too_large_is_refused()
    {
        await using var test = await Catalogue.StartAsync();

        test.Source.Facts = new(1000, "VHD");
        Assert.That((await test.Cloud.RefusedAsync(test.Registration())).Message, Does.Contain("VHD"));
        test.Source.Facts = new((50L << 30) + 1, "QCOW2");
        Assert.That((await test.Cloud.RefusedAsync(test.Registration())).Message, Does.Contain("max.template.iso.size"));
    }

    [Test]
    public async Task Users_register_private_templates_and_public_ones_where_that_is_allowed()
    {
        await using var test = await Catalogue.StartAsync();
        var user = test.Tenants.UserOfA;

        Assert.That((await test.RegisterAsync("mine", user, isPublic: true)).Account, Is.EqualTo("user-a"));
        await test.Cloud.RunAsync(new UpdateConfiguration("allow.public.user.templates") { Value = "false" });

        Assert.That((await test.Cloud.RefusedAsync(test.Registration() with { IsPublic = true }, user)).Message, Does.Contain("allow.public.user.templates"));
        Assert.That((await test.Cloud.RefusedAsync(test.Registration() with { IsFeatured = true }, user)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(test.Registration() with { TemplateTag = "x" }, user)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_disabled_or_foreign_zone_is_for_root_only()
    {
        await using var test = await Catalogue.StartAsync();
        var disabled = await test.Cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "off", "Basic"));
        var foreign = await test.Cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "c", "Basic") { AllocationState = "Enabled", DomainId = new(test.Tenants.C.Uuid) });

        Assert.That((await test.Cloud.RefusedAsync(test.Registration() with { ZoneId = disabled.Id }, test.Tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(test.Registration() with { ZoneId = foreign.Id }, test.Tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RunAsync(test.Registration() with { ZoneId = disabled.Id })).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_limit_holds_and_a_deletion_gives_back()
    {
        await using var test = await Catalogue.StartAsync();
        await test.Cloud.RunAsync(new UpdateConfiguration("max.account.templates") { Value = "1" });
        var first = await test.RegisterAsync("first", test.Tenants.UserOfA);

        var refusal = await test.Cloud.RefusedAsync(test.Registration("second"), test.Tenants.UserOfA);
        await test.Cloud.RunAsync(new DeleteTemplate(first.Id), test.Tenants.UserOfA);
        await test.RegisterAsync("second", test.Tenants.UserOfA);

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceLimit));
    }

    [Test]
    public async Task An_administrator_registers_for_an_account()
    {
        await using var test = await Catalogue.StartAsync();
        var for_b = test.Registration() with { Account = "user-b", DomainId = new(test.Tenants.B.Uuid) };

        var template = (await test.Cloud.RunAsync(for_b, test.Tenants.AdminOfA)).Items.Single();

        Assert.That((template.Account, template.DomainId), Is.EqualTo(("user-b", new DomainId(test.Tenants.B.Uuid))));
        Assert.That((await test.Cloud.RefusedAsync(for_b, test.Tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }
}
