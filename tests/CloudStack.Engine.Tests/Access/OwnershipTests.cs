using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Access;

public sealed class OwnershipTests
{
    [Test]
    public async Task A_domain_admin_reaches_down_its_tree_and_not_beside_or_above_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var groups = new Dictionary<string, InstanceGroup>();
        foreach (var owner in new[] { "sales-user", "eu-user", "lab-user" })
        {
            groups[owner] = await cloud.RunAsync(new CreateInstanceGroup($"of {owner}"), tenants.User(owner));
        }
        var admin = tenants.User("sales-admin");

        await cloud.RunAsync(new UpdateInstanceGroup(groups["sales-user"].Id) { Name = "a" }, admin);
        await cloud.RunAsync(new UpdateInstanceGroup(groups["eu-user"].Id) { Name = "b" }, admin);
        var beside = await cloud.RefusedAsync(new UpdateInstanceGroup(groups["lab-user"].Id) { Name = "c" }, admin);
        var above = await cloud.RefusedAsync(new UpdateInstanceGroup(groups["sales-user"].Id) { Name = "d" }, tenants.User("eu-admin"));
        var other = await cloud.RefusedAsync(new DeleteInstanceGroup(groups["eu-user"].Id), tenants.User("sales-user"));

        Assert.That(new[] { beside.Code, above.Code, other.Code }, Is.All.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Lists_show_ones_own_or_with_listall_ones_tree()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        foreach (var owner in new[] { "sales-admin", "sales-user", "eu-user", "lab-user" })
        {
            await cloud.RunAsync(new CreateInstanceGroup(owner), tenants.User(owner));
        }
        var admin = tenants.User("sales-admin");

        Assert.That(await Names(new(), admin), Is.EqualTo(new[] { "sales-admin" }));
        Assert.That(await Names(new() { ListAll = true }, admin), Is.EqualTo(new[] { "sales-admin", "sales-user", "eu-user" }));
        Assert.That(await Names(new() { DomainId = tenants.Sales.Id }, admin), Is.EqualTo(new[] { "sales-admin", "sales-user" }));
        Assert.That(await Names(new() { DomainId = tenants.Sales.Id, IsRecursive = true }, admin), Is.EqualTo(new[] { "sales-admin", "sales-user", "eu-user" }));
        Assert.That(await Names(new() { Account = "sales-user" }, admin), Is.EqualTo(new[] { "sales-user" }));
        Assert.That(await Names(new() { ListAll = true }, tenants.User("sales-user")), Is.EqualTo(new[] { "sales-user" }));
        Assert.That(await Names(new() { ListAll = true }, null), Has.Length.EqualTo(4));
        Assert.That((await cloud.RefusedAsync(new ListInstanceGroups { DomainId = tenants.Lab.Id }, admin)).Code, Is.EqualTo(ErrorCode.PermissionDenied));

        async Task<string?[]> Names(ListInstanceGroups command, UserId? user) =>
            [.. (user is { } id ? await cloud.RunAsync(command, id) : await cloud.RunAsync(command)).Select(group => group.Name)];
    }

    [Test]
    public async Task An_admin_of_the_domain_ROOT_cannot_become_a_root_admin()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await tenants.AddAsync("deputy", null, AccountType.ResourceDomainAdmin);
        var root = await tenants.AddAsync("root2", null, AccountType.Admin);
        await cloud.RunAsync(new RegisterUserKeys(root.User[0].Id));
        var deputy = tenants.User("deputy");

        var password = await cloud.RefusedAsync(new UpdateUser(root.User[0].Id) { Password = "mine" }, deputy);
        var keys = await cloud.RefusedAsync(new RegisterUserKeys(root.User[0].Id), deputy);
        var account = await cloud.RefusedAsync(Tenants.New("root3", null, AccountType.Admin), deputy);
        var user = await cloud.RefusedAsync(new CreateUser("root2", "e", "f", "l", "p", "root2b"), deputy);
        var seen = await cloud.RunAsync(new ListUsers { UserName = "root2", ListAll = true }, deputy);

        Assert.That(new[] { password.Code, keys.Code, account.Code, user.Code }, Is.All.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(seen[0].SecretKey, Is.Null);
    }

    [Test]
    public async Task Acting_for_another_account_takes_the_right_to()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        var group = await cloud.RunAsync(new CreateInstanceGroup("g") { Account = "eu-user", DomainId = tenants.Europe.Id }, tenants.User("sales-admin"));
        var refusal = await cloud.RefusedAsync(new CreateInstanceGroup("g") { Account = "lab-user", DomainId = tenants.Lab.Id }, tenants.User("sales-admin"));

        Assert.That(group.Account, Is.EqualTo("eu-user"));
        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }
}
