using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Limits;

public sealed class LimitTests
{
    [Test]
    public async Task An_account_has_a_limit_of_every_kind()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new UpdateResourceLimit(0) { Account = "lab-user", DomainId = tenants.Lab.Id, Max = 3 });

        var all = await cloud.RunAsync(new ListResourceLimits(), tenants.User("lab-user"));
        var vms = await cloud.RunAsync(new ListResourceLimits { Account = "lab-user", DomainId = tenants.Lab.Id, ResourceType = 0 });

        Assert.That(all.Select(limit => limit.Max), Is.EqualTo(new long?[] { 3, 20, 20, 20, 20, -1, 20, 20 }));
        Assert.That(vms.Single().Max, Is.EqualTo(3));
        Assert.That((await cloud.RunAsync(new ListAccounts { Id = tenants.Account("lab-user").Id }))[0].VmLimit, Is.EqualTo("3"));
    }

    [Test]
    public async Task A_domain_shows_the_limit_of_the_nearest_one_above_and_stays_below_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new UpdateResourceLimit(0) { DomainId = tenants.Sales.Id, Max = 5 });

        var below = await cloud.RunAsync(new ListResourceLimits { DomainId = tenants.Europe.Id, ResourceType = 0 });
        var more = await cloud.RefusedAsync(new UpdateResourceLimit(0) { DomainId = tenants.Europe.Id, Max = 6 });
        var own = await cloud.RefusedAsync(new UpdateResourceLimit(0) { DomainId = tenants.Sales.Id, Max = 50 }, tenants.User("sales-admin"));
        var tree = await cloud.RunAsync(new ListResourceLimits { DomainId = tenants.Sales.Id, IsRecursive = true });

        Assert.That(below.Single().Max, Is.EqualTo(5));
        Assert.That(more.Message, Does.Contain("limit of 5"));
        Assert.That(own.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(tree.Single().Domain, Is.EqualTo("sales"));
    }

    [Test]
    public async Task Odd_limits_are_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var root = tenants.Lab.ParentDomainId;

        var refusals = new[]
        {
            await cloud.RefusedAsync(new UpdateResourceLimit(8) { DomainId = tenants.Lab.Id }),
            await cloud.RefusedAsync(new UpdateResourceLimit(0) { DomainId = tenants.Lab.Id, Max = -2 }),
            await cloud.RefusedAsync(new UpdateResourceLimit(0) { Max = 1 }),
            await cloud.RefusedAsync(new UpdateResourceLimit(0) { Account = "admin", DomainId = root, Max = 1 }),
        };

        Assert.That(refusals.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task The_account_and_every_domain_above_it_must_have_room()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new UpdateResourceLimit(0) { DomainId = tenants.Sales.Id, Max = 2 });

        await TakeAsync(cloud, "sales-user", 1);
        await TakeAsync(cloud, "eu-user", 1);
        var refusal = Assert.ThrowsAsync<CloudStackException>(() => TakeAsync(cloud, "eu-user", 1));
        await TakeAsync(cloud, "lab-user", 1);

        Assert.That(refusal!.Code, Is.EqualTo(ErrorCode.ResourceLimit));
        Assert.That(refusal.Message, Does.Contain("domain sales"));
        Assert.That(await CountAsync(cloud, tenants.Sales.Id), Is.EqualTo(2));
        Assert.That(await CountAsync(cloud, tenants.Europe.Id), Is.EqualTo(1));
    }

    [Test]
    public async Task A_recount_finds_what_is_there_and_counts_do_not_go_below_nothing()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.Database.WriteAsync(async db =>
        {
            var owner = await db.Accounts.FirstAsync(row => row.Name == "eu-user");
            await db.InsertRowAsync(new VolumeRow { Uuid = Guid.Parse("11111111-2222-4333-8444-555555555555"), Name = "v", AccountId = owner.Id, DomainId = owner.DomainId });
            await cloud.Get<ResourceCounter>().GiveBackAsync(db, owner.Id, owner.DomainId, ResourceType.Volume);
        });

        var account = await cloud.RunAsync(new UpdateResourceCount(tenants.Europe.Id) { Account = "eu-user", ResourceType = 2 });
        var domain = await cloud.RunAsync(new UpdateResourceCount(tenants.Sales.Id));

        Assert.That(account.Single().Count, Is.EqualTo(1));
        Assert.That(domain.Select(count => count.Count), Is.EqualTo(new long[] { 0, 0, 1, 0, 0, 0, 0, 0 }));
        Assert.That((await cloud.RunAsync(new ListAccounts { Id = tenants.Account("eu-user").Id }))[0].VolumeTotal, Is.EqualTo(1));
    }

    [Test]
    public async Task The_clouds_identifier_is_signed_with_the_users_key()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var user = tenants.User("lab-user");

        var without = await cloud.RefusedAsync(new GetCloudIdentifier(user));
        await cloud.RunAsync(new RegisterUserKeys(user));
        var signed = await cloud.RunAsync(new GetCloudIdentifier(user), user);

        Assert.That(without.Message, Does.Contain("registerUserKeys"));
        Assert.That(Convert.FromBase64String(signed.Signature!), Has.Length.EqualTo(20));
    }

    private static async Task TakeAsync(TestCloud cloud, string account, long amount) => await cloud.Database.WriteAsync(async db =>
    {
        var owner = await db.Accounts.FirstAsync(row => row.Name == account);
        await cloud.Get<ResourceCounter>().TakeAsync(db, owner.Id, owner.Type, owner.DomainId, ResourceType.UserVm, amount);
    });

    private static Task<long> CountAsync(TestCloud cloud, DomainId domain) => cloud.Database.ReadAsync(db =>
        (from count in db.ResourceCounts
         join row in db.Domains on count.OwnerId equals row.Id
         where row.Uuid == domain.Value && count.OwnerKind == OwnerKind.Domain && count.Type == 0
         select count.Count).FirstAsync());
}
