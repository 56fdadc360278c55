using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Ldap;

/// <summary>Users of a real LDAP server log in to the cloud.</summary>
public sealed class LdapTests
{
    private static readonly LoginDomain Root = new(null, null);

    private SlapdServer _slapd = null!;
    private TestCloud _cloud = null!;

    private IUserDirectory Users => _cloud.Get<IUserDirectory>();

    [OneTimeSetUp]
    public async Task StartServer() => _slapd = await SlapdServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopServer() => await _slapd.DisposeAsync();

    [SetUp]
    public async Task StartCloud() => _cloud = await TestCloud.StartAsync();

    [TearDown]
    public async Task StopCloud() => await _cloud.DisposeAsync();

    [Test]
    public async Task A_user_logs_in_with_either_password()
    {
        await AddAsync("ann", "ann@example.org");
        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Null, "there is no directory yet");

        var answer = await _cloud.RunAsync(Config());

        Assert.That((answer.HostName, answer.Port, answer.SearchBase, answer.QueryFilter, answer.BindDn, answer.BindPass),
            Is.EqualTo(("127.0.0.1", $"{_slapd.Port}", SlapdServer.Suffix, "(&(objectClass=inetOrgPerson)(uid=%u))", SlapdServer.Searcher, (string?)null)));
        Assert.That((await Users.LogInAsync(Root, "ann", "Ann's directory pass"))?.UserName, Is.EqualTo("ann"));
        Assert.That((await Users.LogInAsync(Root, "ann", "ann's cloud pass"))?.UserName, Is.EqualTo("ann"));
        Assert.That((await _cloud.RunAsync(new ListEvents { Type = "USER.LOGIN", ListAll = true })).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Only_who_is_a_user_of_the_cloud_may_come_in()
    {
        await _cloud.RunAsync(Config());

        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Null);
        var ann = await AddAsync("ann", "ann@example.org");
        await _cloud.RunAsync(new DisableUser(ann.Id));
        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Null, "a disabled user is refused");
    }

    [Test]
    public async Task A_wrong_password_counts_and_disables_the_user()
    {
        var ann = await AddAsync("ann", "ann@example.org");
        await _cloud.RunAsync(Config());
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.That(await Users.LogInAsync(Root, "ann", "wrong"), Is.Null);
        }
        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Not.Null, "a right one sets the count back");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.That(await Users.LogInAsync(Root, "ann", "wrong"), Is.Null);
        }
        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Null);
        Assert.That((await _cloud.RunAsync(new ListUsers { Id = ann.Id }))[0].State, Is.EqualTo(AccountState.Disabled));
    }

    [Test]
    public async Task An_empty_password_is_never_sent()
    {
        await AddAsync("ann", "ann@example.org");
        await _cloud.RunAsync(Config());
        var before = _slapd.Lines.Count(line => line.Contains("BIND dn=\"\"", StringComparison.Ordinal));

        Assert.That(await Users.LogInAsync(Root, "ann", ""), Is.Null);

        var directory = new LdapDirectory("127.0.0.1", _slapd.Port, SlapdServer.Suffix, "(uid=%u)");
        await using var connection = await LdapConnection.OpenAsync(directory, CancellationToken.None);
        Assert.That(await connection.BindAsync($"uid=ann,{SlapdServer.Suffix}", "", CancellationToken.None), Is.False);
        Assert.That(await connection.BindAsync($"uid=ann,{SlapdServer.Suffix}", "Ann's directory pass", CancellationToken.None), Is.True);
        Assert.That(_slapd.Lines.Count(line => line.Contains("BIND dn=\"\"", StringComparison.Ordinal)), Is.EqualTo(before));
    }

    [TestCase("(uid=%u)", "ann", "ann@example.org", true)]
    [TestCase("uid=%u", "ann", "ann@example.org", true)]
    [TestCase("(mail=%e)", "someone", "ann@example.org", true)]
    [TestCase("(cn=%n)", "someone", "x@example.org", true)]
    [TestCase("(|(uid=nobody)(&(createTimestamp>=19700101000000Z)(createTimestamp<=29991231235959Z)(!(uid=x))(cn=A*n*r)(mail=*)(cn~=%n)))", "ann", "ann@example.org", true)]
    [TestCase("(uid:caseExactMatch:=%u)", "ann", "ann@example.org", true)]
    [TestCase("(mail=%e)", "ann", "shared@example.org", false)]
    [TestCase("(uid=%u)", "a*", "ann@example.org", false)]
    [TestCase("(uid=%u)", "ann)(objectClass=*", "ann@example.org", false)]
    public async Task The_filter_finds_the_entry(string filter, string userName, string email, bool found)
    {
        await AddAsync(userName, email);
        await _cloud.RunAsync(Config() with { QueryFilter = filter });

        Assert.That(await Users.LogInAsync(Root, userName, "Ann's directory pass"), found ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task Two_entries_for_one_user_let_nobody_in()
    {
        await AddAsync("bob", "shared@example.org");
        await _cloud.RunAsync(Config() with { QueryFilter = "(mail=%e)" });

        Assert.That(await Users.LogInAsync(Root, "bob", "Bob's directory pass"), Is.Null);
        Assert.That(await Users.LogInAsync(Root, "bob", "The other Bob's pass"), Is.Null);
    }

    [Test]
    public async Task The_connection_is_encrypted_and_the_server_known_by_the_trust_store()
    {
        await AddAsync("ann", "ann@example.org");
        var config = Config() with { Port = _slapd.TlsPort, Ssl = true, TrustStorePass = SlapdServer.TrustStorePassword };
        foreach (var store in new[] { _slapd.TrustStore, _slapd.TrustStorePkcs12 })
        {
            await _cloud.RunAsync(config with { TrustStore = store });
            Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Not.Null, store);
        }

        Assert.That((await _cloud.RefusedAsync(config with { TrustStore = _slapd.OtherTrustStore })).Message, Does.Contain("cannot be reached"));
        Assert.That((await _cloud.RefusedAsync(config with { TrustStore = _slapd.TrustStorePkcs12, TrustStorePass = "wrong" })).Message, Does.Contain("cannot be read"));
        Assert.That((await _cloud.RefusedAsync(config with { TrustStore = "/nowhere" })).Message, Does.Contain("cannot be read"));
        Assert.That((await _cloud.RefusedAsync(config with { TrustStore = null })).Message, Does.StartWith("ssl needs truststore"));
    }

    [Test]
    public async Task What_cannot_work_is_refused_and_not_kept()
    {
        var config = Config();
        LdapConfig[] wrong =
        [
            config with { BindPass = "wrong" },
            config with { Port = 1 },
            config with { Port = 0 },
            config with { HostName = "" },
            config with { HostName = "host.invalid" },
            config with { QueryFilter = "(uid=ann)" },
            config with { QueryFilter = "(uid=%u" },
            config with { QueryFilter = "(uid=%u)(cn=x)" },
            config with { BindPass = null },
            config with { BindDn = null },
            config with { BindPass = " blank " },
            config with { Port = _slapd.TlsPort },
        ];
        foreach (var command in wrong)
        {
            Assert.That((await _cloud.RefusedAsync(command)).Code, Is.EqualTo(ErrorCode.InvalidParameter), $"{command}");
        }
        Assert.That(_cloud.Get<SettingsStore>().Current.LdapHostName, Is.Null);
    }

    [Test]
    public async Task The_settings_are_secret_and_can_be_removed()
    {
        await AddAsync("ann", "ann@example.org");
        await _cloud.RunAsync(Config());

        Assert.That((await _cloud.RunAsync(new ListConfigurations { Keyword = "ldap" })).Items, Is.Empty);
        var stored = await _cloud.Database.ReadAsync(db => db.Settings.Where(row => row.Name.StartsWith("ldap.") && row.Value != null).ToListAsync());
        Assert.That(stored.Select(row => row.Name), Is.SupersetOf(new[] { "ldap.hostname", "ldap.passwd" }));
        Assert.That(stored.Select(row => row.Value), Has.None.Contain("secret").And.None.Contain("127.0.0.1"));
        Assert.That($"{Config()} {LdapDirectory.Of(_cloud.Get<SettingsStore>().Current)}", Does.Not.Contain("secret"));

        await _cloud.RunAsync(new LdapRemove());

        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Null);
        Assert.That(await Users.LogInAsync(Root, "ann", "ann's cloud pass"), Is.Not.Null);
        await _cloud.RunAsync(new LdapRemove());
    }

    [Test]
    public async Task Without_its_server_the_passwords_of_the_cloud_still_count()
    {
        await AddAsync("ann", "ann@example.org");
        await using var mortal = await SlapdServer.StartAsync();
        await _cloud.RunAsync(Config() with { Port = mortal.Port });
        await mortal.StopAsync();

        Assert.That(await Users.LogInAsync(Root, "ann", "Ann's directory pass"), Is.Null);
        Assert.That(await Users.LogInAsync(Root, "ann", "ann's cloud pass"), Is.Not.Null);
    }

    private LdapConfig Config() => new("127.0.0.1", "(&(objectClass=inetOrgPerson)(uid=%u))", SlapdServer.Suffix)
    {
        Port = _slapd.Port, BindDn = SlapdServer.Searcher, BindPass = SlapdServer.SearcherPassword,
    };

    private async Task<User> AddAsync(string name, string email) =>
        (await _cloud.RunAsync(new CreateAccount(0, email, "Ann", "Archer", "ann's cloud pass", name))).User[0];
}
