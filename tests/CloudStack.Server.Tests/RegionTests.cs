using System.Text.Json;

namespace CloudStack.Server.Tests;

/// <summary>Two servers as two regions, as docs/guides/regions.md says: who is known in one becomes known in the other through the API.</summary>
internal sealed class RegionTests : FolderFixture
{
    private const string Password = "chosen";

    [Test]
    public async Task Domains_accounts_and_users_are_carried_into_another_region_under_their_ids()
    {
        await using var north = await ServeAsync(1);
        await using var south = await ServeAsync(2);
        var (here, there) = (Connect(north, await KeysAsync(north)), Connect(south, await KeysAsync(south)));
        await here.ExecuteAsync(new AddRegion(Endpoint(south), 2, "South"), Caller.Root);
        await there.ExecuteAsync(new AddRegion(Endpoint(north), 1, "North"), Caller.Root);
        var domain = await here.ExecuteAsync(new CreateDomain("sales"), Caller.Root);
        var account = await here.ExecuteAsync(new CreateAccount(0, "ann@example.com", "Ann", "Ames", "first", "ann") { DomainId = domain.Id }, Caller.Root);
        var user = await here.ExecuteAsync(new CreateUser("ann", "bob@example.com", "Bob", "Burns", "second", "bob") { DomainId = domain.Id }, Caller.Root);
        var keys = await here.ExecuteAsync(new RegisterUserKeys(user.Id), Caller.Root);

        await there.ExecuteAsync(new CreateDomain("sales") { DomainId = $"{domain.Id.Value}" }, Caller.Root);
        await there.ExecuteAsync(new CreateAccount(0, "ann@example.com", "Ann", "Ames", "first", "ann")
        {
            DomainId = domain.Id, AccountId = $"{account.Id.Value}", UserId = $"{account.User[0].Id.Value}",
        }, Caller.Root);
        await there.ExecuteAsync(new CreateUser("ann", "bob@example.com", "Bob", "Burns", "second", "bob") { DomainId = domain.Id, UserId = $"{user.Id.Value}" }, Caller.Root);
        await there.ExecuteAsync(new UpdateUser(user.Id) { UserApiKey = keys.ApiKey, UserSecretKey = keys.SecretKey }, Caller.Root);

        Assert.That(await SeenAsync(there), Is.EqualTo(await SeenAsync(here)));
        foreach (var region in new[] { north, south })
        {
            var own = await Connect(region, (keys.ApiKey!, keys.SecretKey!)).ExecuteAsync(new ListAccounts(), Caller.Root);
            Assert.That(own.Items.Select(one => one.Id), Is.EqualTo(new[] { account.Id }), "the user's keys serve in both regions");
            Assert.That((await region.LogInAsync("second", "bob", "/sales")).IsSuccessStatusCode, Is.True, "and so does the password");
        }
    }

    [Test]
    public async Task An_id_that_the_other_region_has_already_is_refused()
    {
        await using var south = await ServeAsync(2);
        var there = Connect(south, await KeysAsync(south));
        var domain = await there.ExecuteAsync(new CreateDomain("sales"), Caller.Root);
        var refusal = Assert.ThrowsAsync<CloudStackException>(() => there.ExecuteAsync(new CreateDomain("other") { DomainId = $"{domain.Id.Value}" }, Caller.Root));
        Assert.That(refusal!.Message, Does.Contain($"{domain.Id.Value}"));
    }

    private async Task<ServerProcess> ServeAsync(int region)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"region{region}")).FullName;
        string[] where = ["--database", Path.Combine(folder, "cloud.db"), "--key-file", Path.Combine(folder, "cloud.key")];
        await using (var setup = ServerProcess.Run(folder, ["setup-database", .. where, "--admin-password", Password, "-r", $"{region}"]))
        {
            Assert.That(await setup.EndAsync(), Is.Zero);
        }
        return await ServerProcess.ServeAsync(folder, "--CloudStack:Database", "cloud.db", "--CloudStack:KeyFile", "cloud.key");
    }

    private static string Endpoint(ServerProcess server) => new Uri(server.Http.BaseAddress!, "client/").ToString();

    private static ICloud Connect(ServerProcess server, (string Api, string Secret) keys) => CloudStackClient.Connect(
        new CloudClientOptions { Endpoint = new Uri(server.Http.BaseAddress!, "client/api"), ApiKey = keys.Api, SecretKey = keys.Secret }, new HttpClient());

    /// <summary>What a region knows of the domain: each account and user with its id.</summary>
    private static async Task<List<string>> SeenAsync(ICloud region)
    {
        var domain = (await region.ExecuteAsync(new ListDomains { Name = "sales" }, Caller.Root)).Items.Single();
        var accounts = await region.ExecuteAsync(new ListAccounts { DomainId = domain.Id }, Caller.Root);
        var users = await region.ExecuteAsync(new ListUsers { DomainId = domain.Id }, Caller.Root);
        return [$"{domain.Id} {domain.Name}", .. accounts.Items.Select(account => $"{account.Id} {account.Name}"), .. users.Items.Select(user => $"{user.Id} {user.UserName} {user.ApiKey}").Order()];
    }

    private static async Task<(string Api, string Secret)> KeysAsync(ServerProcess server)
    {
        var login = await ReadAsync(await server.LogInAsync(Password), "loginresponse");
        var key = Uri.EscapeDataString(login.GetProperty("sessionkey").GetString()!);
        var made = await server.Http.GetAsync($"/client/api?command=registerUserKeys&response=json&id={login.GetProperty("userid").GetString()}&sessionkey={key}");
        var keys = (await ReadAsync(made, "registeruserkeysresponse")).GetProperty("userkeys");
        return (keys.GetProperty("apikey").GetString()!, keys.GetProperty("secretkey").GetString()!);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string root)
    {
        using var text = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return text.RootElement.GetProperty(root).Clone();
    }
}
