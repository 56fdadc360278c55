namespace CloudStack.Engine.Tests.Accounts;

public sealed class AccountTests
{
    [Test]
    public async Task An_account_comes_with_its_first_user_limits_and_details()
    {
        await using var cloud = await TestCloud.StartAsync();
        var created = await cloud.RunAsync(Tenants.New("jane") with
        {
            Account = "acme",
            TimeZone = "Europe/Vienna",
            AccountDetails = new Dictionary<string, string> { ["plan"] = "gold" },
        });

        var listed = (await cloud.RunAsync(new ListAccounts { Id = created.Id }))[0];

        Assert.That(listed.Name, Is.EqualTo("acme"));
        Assert.That(listed.User.Single().UserName, Is.EqualTo("jane"));
        Assert.That(listed.User.Single().TimeZone, Is.EqualTo("Europe/Vienna"));
        Assert.That(listed.AccountDetails!["plan"], Is.EqualTo("gold"));
        Assert.That((listed.VmLimit, listed.VmTotal, listed.VmAvailable), Is.EqualTo(("20", 0L, "20")));
        Assert.That((listed.ProjectLimit, listed.State), Is.EqualTo(("Unlimited", AccountState.Enabled)));
    }

    [Test]
    public async Task Passwords_and_details_are_not_readable_in_the_database()
    {
        await using var cloud = await TestCloud.StartAsync();
        await cloud.RunAsync(Tenants.New("jane") with { AccountDetails = new Dictionary<string, string> { ["plan"] = "gold" } });

        var user = await cloud.Database.ReadAsync(db => db.Users.FirstAsync(row => row.UserName == "jane"));
        var detail = await cloud.Database.ReadAsync(db => db.AccountDetails.FirstAsync());

        Assert.That(user.PasswordHash, Does.StartWith("pbkdf2-sha256$"));
        Assert.That(PasswordHash.Matches(user.PasswordHash, "secret"), Is.True);
        Assert.That(PasswordHash.Matches(user.PasswordHash, "Secret"), Is.False);
        Assert.That(PasswordHash.Matches(PasswordHash.Unusable, ""), Is.False);
        Assert.That(detail.Value, Does.Not.Contain("gold"));
    }

    [Test]
    public async Task Names_are_unique_in_a_domain_and_free_in_another()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        var user = await cloud.RefusedAsync(Tenants.New("sales-user", tenants.Sales.Id) with { Account = "other" });
        var account = await cloud.RefusedAsync(Tenants.New("other", tenants.Sales.Id) with { Account = "Sales-User" });
        var elsewhere = await cloud.RunAsync(Tenants.New("sales-user", tenants.Lab.Id));

        Assert.That(user.Message, Does.Contain("user sales-user"));
        Assert.That(account.Message, Does.Contain("account Sales-User"));
        Assert.That(elsewhere.Domain, Is.EqualTo("lab"));
    }

    [TestCase(5)]
    [TestCase(9)]
    [TestCase(-1)]
    public async Task There_are_only_so_many_types(short type)
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.That((await cloud.RefusedAsync(Tenants.New("x") with { AccountType = type })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task Root_admins_live_in_ROOT()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        Assert.That((await cloud.RefusedAsync(Tenants.New("x", tenants.Lab.Id, AccountType.Admin))).Message, Does.Contain("ROOT"));
    }

    [Test]
    public async Task An_account_is_renamed_by_id_or_name()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        await cloud.RunAsync(new UpdateAccount("lab-one") { Id = tenants.Account("lab-user").Id, NetworkDomain = "lab.example" });
        var updated = await cloud.RunAsync(new UpdateAccount("lab-two") { Account = "lab-one", DomainId = tenants.Lab.Id, NetworkDomain = "" });
        var taken = await cloud.RefusedAsync(new UpdateAccount("lab-admin") { Account = "lab-two", DomainId = tenants.Lab.Id });
        var nobody = await cloud.RefusedAsync(new UpdateAccount("x"));

        Assert.That((updated.Name, updated.NetworkDomain), Is.EqualTo(("lab-two", (string?)null)));
        Assert.That(new[] { taken.Code, nobody.Code }, Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task A_disabled_or_locked_account_is_refused_until_it_is_enabled()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var (id, user) = (tenants.Account("lab-user").Id, tenants.User("lab-user"));

        await cloud.RunAsync(new LockAccount("lab-user", tenants.Lab.Id));
        Assert.That((await cloud.RefusedAsync(new ListInstanceGroups(), user)).Message, Does.Contain("locked"));
        var disabled = await cloud.RunAsync(new DisableAccount(false) { Id = id });
        Assert.That((await cloud.RefusedAsync(new DisableAccount(true) { Id = id })).Message, Does.Contain("disabled"));
        await cloud.RunAsync(new EnableAccount { Account = "lab-user", DomainId = tenants.Lab.Id });

        Assert.That(disabled.State, Is.EqualTo(AccountState.Disabled));
        Assert.That(await cloud.RunAsync(new ListInstanceGroups(), user), Is.Empty);
    }

    [Test]
    public async Task The_systems_accounts_and_ones_own_stay()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var admin = (await cloud.RunAsync(new ListAccounts { Name = "admin", ListAll = true }))[0];
        await tenants.AddAsync("resource", tenants.Lab.Id, AccountType.ResourceDomainAdmin);

        var codes = new[]
        {
            await cloud.RefusedAsync(new DeleteAccount(admin.Id)),
            await cloud.RefusedAsync(new DisableAccount(false) { Id = admin.Id }),
            await cloud.RefusedAsync(new DeleteUser(admin.User[0].Id)),
            await cloud.RefusedAsync(new DisableUser(admin.User[0].Id)),
            await cloud.RefusedAsync(new DeleteAccount(tenants.Account("resource").Id), tenants.User("resource")),
        };

        Assert.That(codes.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task A_deleted_account_leaves_nothing_and_its_name_is_free()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.RunAsync(new CreateInstanceGroup("g"), tenants.User("lab-user"));
        await cloud.RunAsync(new CreateSSHKeyPair("k"), tenants.User("lab-user"));

        await cloud.RunAsync(new DeleteAccount(tenants.Account("lab-user").Id));
        await cloud.RunAsync(Tenants.New("lab-user", tenants.Lab.Id));

        Assert.That(await cloud.RunAsync(new ListInstanceGroups { ListAll = true }), Is.Empty);
        Assert.That(await cloud.RunAsync(new ListSSHKeyPairs { ListAll = true }), Is.Empty);
        Assert.That(await cloud.RunAsync(new ListAccounts { IsCleanupRequired = true, ListAll = true }), Is.Empty);
    }

    [Test]
    public async Task A_cleanup_that_fails_is_tried_again()
    {
        var stubborn = new Stubborn();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<IAccountCleanup>(stubborn));
        var tenants = await Tenants.MakeAsync(cloud);

        var failure = await cloud.RefusedAsync(new DeleteAccount(tenants.Account("lab-user").Id));
        var waiting = await cloud.RunAsync(new ListAccounts { IsCleanupRequired = true, ListAll = true });
        stubborn.Fails = false;
        await ActivatorUtilities.CreateInstance<AccountCleaner>(cloud.Get<IServiceProvider>()).RunAsync(CancellationToken.None);

        Assert.That(failure.Code, Is.EqualTo(ErrorCode.Internal));
        Assert.That(waiting.Select(account => account.Name), Is.EqualTo(new[] { "lab-user" }));
        Assert.That(await cloud.RunAsync(new ListAccounts { IsCleanupRequired = true, ListAll = true }), Is.Empty);
    }

    [Test]
    public async Task Accounts_are_filtered_and_paged()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);

        Assert.That(await Names(new()), Is.EqualTo("admin"));
        Assert.That(await Names(new() { ListAll = true, AccountType = 0 }), Is.EqualTo("sales-user,eu-user,lab-user"));
        Assert.That(await Names(new() { DomainId = tenants.Sales.Id }), Is.EqualTo("sales-admin,sales-user"));
        Assert.That(await Names(new() { DomainId = tenants.Sales.Id, IsRecursive = true, Keyword = "admin" }), Is.EqualTo("sales-admin,eu-admin"));
        Assert.That(await Names(new() { ListAll = true, Page = 2, PageSize = 3 }), Is.EqualTo("eu-admin,eu-user,lab-admin"));
        Assert.That(await Names(new() { ListAll = true, State = "locked" }), Is.Empty);
        Assert.That(await Names(new() { ListAll = true }, "sales-admin"), Is.EqualTo("sales-admin,sales-user,eu-admin,eu-user"));
        Assert.That(await Names(new() { ListAll = true }, "lab-user"), Is.EqualTo("lab-user"));
        Assert.That((await cloud.RefusedAsync(new ListAccounts { Id = tenants.Account("lab-user").Id }, tenants.User("sales-admin"))).Code,
            Is.EqualTo(ErrorCode.PermissionDenied));

        async Task<string> Names(ListAccounts command, string? user = null) =>
            string.Join(',', (user is null ? await cloud.RunAsync(command) : await cloud.RunAsync(command, tenants.User(user))).Select(account => account.Name));
    }

    private sealed class Stubborn : IAccountCleanup
    {
        public bool Fails { get; set; } = true;

        public int Order => 99;

        public Task CleanAsync(long accountId, long userId, CancellationToken ct) =>
            Fails ? throw new InvalidOperationException("The thing clings.") : Task.CompletedTask;
    }
}
