using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Domains;

public sealed class DomainTests
{
    [Test]
    public async Task A_domain_is_listed_with_its_path_and_parent()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        var listed = await cloud.RunAsync(new ListDomains { Id = tenants.Europe.Id });

        Assert.That(listed[0].Path, Is.EqualTo("ROOT/sales/eu"));
        Assert.That(listed[0].ParentDomainName, Is.EqualTo("sales"));
        Assert.That(listed[0].Level, Is.EqualTo(2));
        Assert.That(listed[0].HasChild, Is.False);
        Assert.That((await cloud.RunAsync(new ListDomains { Level = 0 }))[0].HasChild, Is.True);
    }

    [Test]
    public async Task Renaming_moves_everything_below()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        await cloud.RunAsync(new UpdateDomain(tenants.Sales.Id) { Name = "trade", NetworkDomain = "trade.example" });

        Assert.That((await cloud.RunAsync(new ListDomains { Id = tenants.Europe.Id }))[0].Path, Is.EqualTo("ROOT/trade/eu"));
        Assert.That((await cloud.RunAsync(new ListDomains { Id = tenants.Sales.Id }))[0].NetworkDomain, Is.EqualTo("trade.example"));
        Assert.That(await cloud.RunAsync(new ListDomains { ListAll = true }, tenants.User("sales-admin")), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Names_are_unique_below_a_parent_and_hold_no_slash()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        Assert.That((await cloud.RefusedAsync(new CreateDomain("Sales"))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(new CreateDomain("a/b"))).Message, Does.Contain("slash"));
        Assert.That((await cloud.RefusedAsync(new UpdateDomain(tenants.Lab.Id) { Name = "sales" })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RunAsync(new CreateDomain("sales") { ParentDomainId = tenants.Lab.Id })).Path, Is.EqualTo("ROOT/lab/sales"));
    }

    [Test]
    public async Task ROOT_is_neither_renamed_nor_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();
        var root = (await cloud.RunAsync(new ListDomains { Level = 0 }))[0].Id;

        Assert.That((await cloud.RefusedAsync(new UpdateDomain(root) { Name = "x" })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(new DeleteDomain(root) { Cleanup = true })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task A_domain_with_something_in_it_goes_only_with_cleanup()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new CreateInstanceGroup("g"), tenants.User("eu-user"));

        var refusal = await cloud.RefusedAsync(new DeleteDomain(tenants.Sales.Id));
        await cloud.RunAsync(new DeleteDomain(tenants.Sales.Id) { Cleanup = true });

        Assert.That(refusal.Message, Does.Contain("2 accounts and 1 domains"));
        Assert.That((await cloud.RunAsync(new ListDomains())).Select(domain => domain.Name), Is.EqualTo(new[] { "ROOT", "lab" }));
        Assert.That((await cloud.RunAsync(new ListAccounts { ListAll = true })).Select(account => account.Name), Is.EqualTo(new[] { "admin", "lab-admin", "lab-user" }));
        Assert.That(await cloud.RunAsync(new ListInstanceGroups { ListAll = true }), Is.Empty);
        Assert.That((await cloud.RefusedAsync(new ListInstanceGroups(), tenants.User("eu-user"))).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_name_is_free_again_after_deletion_and_the_old_domains_events_stay_out_of_the_new_one()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new RegisterUserKeys(tenants.User("eu-user")), tenants.User("eu-user"));
        await cloud.RunAsync(new DeleteDomain(tenants.Sales.Id) { Cleanup = true });

        var again = await cloud.RunAsync(new CreateDomain("sales"));
        var admin = await cloud.RunAsync(Tenants.New("new-admin", again.Id, AccountType.DomainAdmin));

        Assert.That(await cloud.RunAsync(new ListEvents { ListAll = true }, admin.User[0].Id), Is.Empty);
        Assert.That(await cloud.RunAsync(new ListEvents { ListAll = true, Type = EventType.RegisterUserKey }), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Children_are_listed_one_level_or_all()
    {
        await using var cloud = await TestCloud.StartAsync();
        await Tenants.MakeAsync(cloud);

        Assert.That((await cloud.RunAsync(new ListDomainChildren())).Select(domain => domain.Name), Is.EqualTo(new[] { "sales", "lab" }));
        Assert.That(await cloud.RunAsync(new ListDomainChildren { IsRecursive = true }), Has.Count.EqualTo(3));
        Assert.That((await cloud.RunAsync(new ListDomainChildren { ListAll = true, Page = 2, PageSize = 2 })).Select(domain => domain.Name), Is.EqualTo(new[] { "lab" }));
    }
}
