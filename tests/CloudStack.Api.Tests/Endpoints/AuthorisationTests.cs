namespace CloudStack.Api.Tests.Endpoints;

/// <summary>Section 5 of the protocol: roles, ownership and the request limit.</summary>
internal sealed class AuthorisationTests
{
    [TestCase("createZone")]
    [TestCase("listHosts")]
    [TestCase("noSuchCommand")]
    public async Task A_forbidden_command_looks_like_an_unknown_one(string command)
    {
        var json = await Demo.Server.GetAsync(Demo.Ann, $"command={command}&response=json");
        Assert.That(json.Status, Is.EqualTo(432));
        Assert.That(json.Body, Is.EqualTo($$"""{ "errorresponse" : {"errorcode":432,"cserrorcode":9999,"errortext":"The command {{command}} does not exist or is not available for this account."} }"""));
        Assert.That(json.Header("X-Description"), Is.EqualTo($"The command {command} does not exist or is not available for this account."));
        var xml = await Demo.Server.GetAsync(Demo.Ann, $"command={command}");
        Assert.That(xml.Body, Is.EqualTo($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><errorresponse cloud-stack-version=\"4.1.0\"><errorcode>432</errorcode><cserrorcode>9999</cserrorcode><errortext>The command {command} does not exist or is not available for this account.</errortext></errorresponse>"));
    }

    [Test]
    public async Task Whoever_is_not_logged_in_gets_nothing()
    {
        foreach (var command in CommandCatalog.Default.Commands)
        {
            Assert.That((await Demo.Server.GetAsync($"command={command.Name}&response=json")).Status, Is.EqualTo(401), command.Name);
        }
    }

    [Test]
    public async Task Roles_allow_what_the_catalog_says()
    {
        Assert.That((await Demo.Server.GetAsync(Demo.DomainAdmin, "command=listAccounts&response=json")).Status, Is.EqualTo(200));
        Assert.That((await Demo.Server.GetAsync(Demo.DomainAdmin, "command=listDomains&response=json")).Status, Is.EqualTo(200));
        Assert.That((await Demo.Server.GetAsync(Demo.Ann, "command=listDomains&response=json")).Status, Is.EqualTo(432));
        Assert.That((await Demo.Server.GetAsync(Demo.DomainAdmin, "command=createZone&response=json")).Status, Is.EqualTo(432));
    }

    [Test]
    public async Task An_entity_of_somebody_else_is_denied()
    {
        var group = await Demo.Server.RunAsync(new CreateInstanceGroup("of root"));
        var json = await Demo.Server.GetAsync(Demo.Ann, $"command=deleteInstanceGroup&id={group.Id}&response=json");
        Assert.That(json.Status, Is.EqualTo(531));
        Assert.That(json.Body, Does.StartWith("""{ "deleteinstancegroupresponse" : {"errorcode":531,"cserrorcode":4365,"errortext":"ann may not """));
        Assert.That((await Demo.Server.GetAsync(Demo.Ann, $"command=deleteInstanceGroup&id={group.Id}")).Body, Does.StartWith(
            """<?xml version="1.0" encoding="UTF-8"?><deleteinstancegroupresponse cloud-stack-version="4.1.0"><errorcode>531</errorcode><cserrorcode>4365</cserrorcode>"""));
    }

    [Test]
    public async Task Requests_of_an_account_are_limited_where_the_settings_say_so()
    {
        var keys = await Demo.KeysAsync(await Demo.AccountAsync(0, "eager", "eager's pass"));
        await Demo.SetAsync("api.throttling.interval", "60");
        await Demo.SetAsync("api.throttling.max", "3");
        await Demo.SetAsync("api.throttling.enabled", "true");
        try
        {
            for (var request = 0; request < 3; request++)
            {
                Assert.That((await Demo.Server.GetAsync(keys, "command=listZones&response=json")).Status, Is.EqualTo(200));
            }
            var refused = await Demo.Server.GetAsync(keys, "command=listZones&response=json");
            Assert.That(refused.Status, Is.EqualTo(429));
            Assert.That(refused.Body, Does.StartWith("""{ "listzonesresponse" : {"errorcode":429,"cserrorcode":9999,"errortext":"The account eager may make 3 requests in 60 s"""));
            Assert.That((await Demo.Server.GetAsync(keys, "command=listZones")).Body, Does.Contain("<errorcode>429</errorcode>"));
            Assert.That((await Demo.Server.GetAsync(Demo.Ann, "command=listZones&response=json")).Status, Is.EqualTo(200), "another account has its own count");
            for (var request = 0; request < 5; request++)
            {
                Assert.That((await Demo.GetAsync("command=listZones&response=json")).Status, Is.EqualTo(200), "root is not limited");
            }
            var capabilities = (await Demo.GetAsync("command=listCapabilities&response=json")).Body;
            Assert.That(capabilities, Does.Contain("\"apilimitinterval\":60,\"apilimitmax\":3"));
        }
        finally
        {
            await Demo.SetAsync("api.throttling.enabled", "false");
        }
    }
}
