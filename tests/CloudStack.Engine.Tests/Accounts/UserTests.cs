namespace CloudStack.Engine.Tests.Accounts;

public sealed class UserTests
{
    [Test]
    public async Task A_user_is_added_changed_and_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        var user = await cloud.RunAsync(new CreateUser("lab-user", "e@example.com", "Eve", "L", "secret", "eve") { DomainId = tenants.Lab.Id });
        await cloud.RunAsync(new UpdateUser(user.Id) { Email = "eve@example.com", Password = "other", UserName = "eva" }, user.Id);
        var listed = (await cloud.RunAsync(new ListUsers { Id = user.Id }))[0];
        await cloud.RunAsync(new DeleteUser(user.Id));

        Assert.That((listed.UserName, listed.Email, listed.FirstName, listed.Account), Is.EqualTo(("eva", "eve@example.com", "Eve", "lab-user")));
        Assert.That((await cloud.RefusedAsync(new ListUsers { Id = user.Id })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(await cloud.RunAsync(new ListEvents { Type = EventType.UserDelete, ListAll = true }), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task User_names_are_unique_in_the_domain()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        var made = await cloud.RefusedAsync(new CreateUser("lab-user", "e", "E", "L", "secret", "lab-admin") { DomainId = tenants.Lab.Id });
        var renamed = await cloud.RefusedAsync(new UpdateUser(tenants.User("lab-user")) { UserName = "lab-admin" });

        Assert.That(new[] { made.Code, renamed.Code }, Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task Keys_are_made_found_and_hidden_in_the_database()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var user = tenants.User("lab-user");

        var keys = await cloud.RunAsync(new RegisterUserKeys(user), user);
        var found = await cloud.RunAsync(new GetUser(keys.ApiKey!));
        var stored = await cloud.Database.ReadAsync(db => db.Users.FirstAsync(row => row.ApiKey == keys.ApiKey));

        Assert.That((keys.ApiKey!.Length, keys.SecretKey!.Length), Is.EqualTo((86, 86)));
        Assert.That((found.Id, found.SecretKey), Is.EqualTo((user, keys.SecretKey)));
        Assert.That(stored.SecretKey, Does.Not.Contain(keys.SecretKey));
        Assert.That((await cloud.RefusedAsync(new GetUser("none"))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(new UpdateUser(user) { UserApiKey = "half" })).Message, Does.Contain("together"));
    }

    [Test]
    public async Task Users_of_one_account_do_not_see_each_others_secrets()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var second = await cloud.RunAsync(new CreateUser("lab-user", "e", "E", "L", "secret", "eve") { DomainId = tenants.Lab.Id });
        await cloud.RunAsync(new RegisterUserKeys(tenants.User("lab-user")));
        await cloud.RunAsync(new RegisterUserKeys(second.Id));

        var account = (await cloud.RunAsync(new ListAccounts(), second.Id))[0];

        Assert.That(account.User.Select(user => user.SecretKey is not null), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public async Task Locking_the_last_enabled_user_locks_the_account()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var (account, user) = (tenants.Account("lab-user").Id, tenants.User("lab-user"));

        await cloud.RunAsync(new LockUser(user));
        Assert.That((await cloud.RunAsync(new ListAccounts { Id = account }))[0].State, Is.EqualTo(AccountState.Locked));
        await cloud.RunAsync(new EnableUser(user));
        Assert.That((await cloud.RunAsync(new ListAccounts { Id = account }))[0].State, Is.EqualTo(AccountState.Enabled));
        var disabled = await cloud.RunAsync(new DisableUser(user));

        Assert.That(disabled.State, Is.EqualTo(AccountState.Disabled));
        Assert.That((await cloud.RefusedAsync(new LockUser(user))).Message, Does.Contain("disabled"));
    }

    [Test]
    public async Task Users_are_filtered()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        Assert.That(await Names(new() { ListAll = true, AccountType = 2 }), Is.EqualTo("sales-admin,eu-admin,lab-admin"));
        Assert.That(await Names(new() { ListAll = true, Keyword = "eu-" }), Is.EqualTo("eu-admin,eu-user"));
        Assert.That(await Names(new() { Account = "lab-user", DomainId = tenants.Lab.Id }), Is.EqualTo("lab-user"));
        Assert.That(await Names(new() { ListAll = true, State = "disabled" }), Is.Empty);
        Assert.That(await Names(new()), Is.EqualTo("admin"));

        async Task<string> Names(ListUsers command) => string.Join(',', (await cloud.RunAsync(command)).Select(user => user.UserName));
    }
}
