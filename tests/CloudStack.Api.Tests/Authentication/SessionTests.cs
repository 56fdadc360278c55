using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CloudStack.Api.Tests.Authentication;

/// <summary>Section 4 of the protocol: login, sessions, logout.</summary>
internal sealed class SessionTests
{
    private const string LoginRefused = """{ "errorresponse" : {"errorcode":531,"errortext":"The login is refused: the user, the domain or the password is wrong, or the user may not log in."} }""";

    /// <summary>The cookie and the key of a session.</summary>
    private sealed record Entered(string Cookie, string Key, JsonElement Fields)
    {
        public string KeyParameter => $"sessionkey={Uri.EscapeDataString(Key)}";

        public Task<RawAnswer> GetAsync(string query) => Demo.Server.GetAsync(query, $"Cookie: {Cookie}");
    }

    private static string Login(string user, string password, string more = "&domain=west") =>
        $"command=login&username={user}&password={Uri.EscapeDataString(password)}{more}&response=json";

    private static async Task<Entered> EnterAsync(string query)
    {
        var answer = await Demo.Server.GetAsync(query);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        var fields = JsonDocument.Parse(answer.Body).RootElement.GetProperty("loginresponse");
        return new(answer.Header("Set-Cookie")!.Split(';')[0], fields.GetProperty("sessionkey").GetString()!, fields);
    }

    private static Task<Entered> EnterAnnAsync() => EnterAsync(Login("ann", "ann's pass"));

    [Test]
    public async Task A_login_is_answered_with_texts_and_a_cookie()
    {
        var answer = await Demo.Server.GetAsync(Login("ann", "ann's pass"));
        Assert.That(answer.Header("Content-Type"), Is.EqualTo("text/javascript; charset=UTF-8"));
        Assert.That(answer.Header("Set-Cookie"), Does.Match("^JSESSIONID=[0-9A-F]{64}; path=/client; samesite=lax; httponly$"));
        var user = Demo.AnnUser;
        Assert.That(answer.Body, Does.Match($$"""
            ^\{ "loginresponse" : \{ "timeout" : "1800", "username" : "ann", "userid" : "{{user.Id}}", "firstname" : "ann", "lastname" : "Tester", "account" : "ann", "domainid" : "{{user.DomainId}}", "type" : "0", "registered" : "false", "sessionkey" : "[A-Za-z0-9+/]{27}=" \} \}$
            """));
    }

    [Test]
    public async Task A_login_in_xml_declares_latin_1()
    {
        var answer = await Demo.Server.GetAsync(Login("ann", "ann's pass").Replace("&response=json", "", StringComparison.Ordinal));
        Assert.That(answer.Body, Does.StartWith("""<?xml version="1.0" encoding="ISO-8859-1"?><loginresponse cloud-stack-version="4.1.0"><timeout>1800</timeout><username>ann</username>"""));
        var logout = await Demo.Server.GetAsync("command=logout");
        Assert.That(logout.Body, Is.EqualTo("""<?xml version="1.0" encoding="ISO-8859-1"?><logoutresponse cloud-stack-version="4.1.0"><description>success</description></logoutresponse>"""));
    }

    [TestCase("&domain=west")]
    [TestCase("&domain=/west")]
    [TestCase("&domain=/west/")]
    public async Task A_domain_is_given_by_its_path(string domain) => Assert.That((await Demo.Server.GetAsync(Login("ann", "ann's pass", domain))).Status, Is.EqualTo(200));

    [Test]
    public async Task A_domain_id_wins_over_the_path_and_root_is_the_domain_without_either()
    {
        Assert.That((await Demo.Server.GetAsync(Login("ann", "ann's pass", $"&domainId={Demo.West.Id}&domain=/nowhere"))).Status, Is.EqualTo(200));
        Assert.That((await Demo.Server.GetAsync(Login("ann", "ann's pass", $"&domainid={Demo.West.Id}"))).Status, Is.EqualTo(200));
        Assert.That((await Demo.Server.GetAsync(Login("admin", ApiServer.AdminPassword, ""))).Status, Is.EqualTo(200));
        Assert.That((await Demo.Server.GetAsync(Login("admin", ApiServer.AdminPassword, "").Replace("login", "LOGIN", StringComparison.Ordinal))).Status, Is.EqualTo(200));
    }

    [TestCase("command=login&username=ann&password=wrong&domain=west&response=json")]
    [TestCase("command=login&username=nobody&password=x&domain=west&response=json")]
    [TestCase("command=login&username=system&password=x&response=json")]
    [TestCase("command=login&username=ann&password=x&domainid=4711&response=json")]
    [TestCase("command=login&username=ann&domain=west&response=json")]
    [TestCase("command=login&response=json")]
    public async Task A_refused_login_does_not_say_why(string query)
    {
        var answer = await Demo.Server.GetAsync(query);
        Assert.That((answer.Status, answer.Body, answer.Header("Set-Cookie")), Is.EqualTo((531, LoginRefused, (string?)null)));
        await EnterAnnAsync();
    }

    [Test]
    public async Task A_session_needs_its_key()
    {
        var session = await EnterAnnAsync();
        Assert.That((await session.GetAsync($"command=listZones&name=none&response=json&{session.KeyParameter}")).Body, Is.EqualTo("""{ "listzonesresponse" : { } }"""));
        var denied = await session.GetAsync($"command=createZone&response=json&{session.KeyParameter}");
        Assert.That(denied.Body, Does.StartWith("""{ "errorresponse" : {"errorcode":432,"cserrorcode":9999,"""));

        var wrong = await session.GetAsync("command=listZones&response=json&sessionkey=wrong");
        Assert.That((wrong.Status, wrong.Body), Is.EqualTo((401, """{ "listzonesresponse" : {"errorcode":401,"errortext":"The caller or the signature could not be verified."} }""")));
        Assert.That((await session.GetAsync($"command=listZones&response=json&{session.KeyParameter}")).Status, Is.EqualTo(401), "the session is gone");
    }

    [Test]
    public async Task A_live_session_without_its_key_is_destroyed_even_with_an_api_key()
    {
        var session = await EnterAnnAsync();
        Assert.That((await session.GetAsync(Demo.Ann.Sign("command=listZones&name=none&response=json"))).Status, Is.EqualTo(401));
        Assert.That((await session.GetAsync(Demo.Ann.Sign("command=listZones&name=none&response=json"))).Status, Is.EqualTo(200), "now there is no session in the way");
    }

    [Test]
    public async Task Without_a_command_a_session_is_told_so()
    {
        var session = await EnterAnnAsync();
        var json = await session.GetAsync($"response=json&{session.KeyParameter}");
        Assert.That((json.Status, json.Body), Is.EqualTo((400, """{ "null" : {"errorcode":400,"errortext":"The request names no command."} }""")));
        var xml = await session.GetAsync(session.KeyParameter);
        Assert.That(xml.Body, Is.EqualTo("""<?xml version="1.0" encoding="UTF-8"?><null cloud-stack-version="4.1.0"><errorcode>400</errorcode><errortext>The request names no command.</errortext></null>"""));
    }

    [Test]
    public async Task A_logout_ends_the_session_and_needs_no_key()
    {
        var session = await EnterAnnAsync();
        Assert.That((await session.GetAsync("command=logout&response=json")).Body, Is.EqualTo("""{ "logoutresponse" : { "description" : "success" } }"""));
        Assert.That((await session.GetAsync($"command=listZones&response=json&{session.KeyParameter}")).Status, Is.EqualTo(401));
        Assert.That((await session.GetAsync("command=LogOut&response=json")).Status, Is.EqualTo(200), "there is nothing to end, which is no error");
    }

    [Test]
    public async Task A_new_login_begins_a_fresh_session()
    {
        var first = await EnterAnnAsync();
        var second = await Demo.Server.GetAsync(Login("ann", "ann's pass"), $"Cookie: {first.Cookie}");
        Assert.That(second.Header("Set-Cookie")!.Split(';')[0], Is.Not.EqualTo(first.Cookie));
        Assert.That((await first.GetAsync($"command=listZones&response=json&{first.KeyParameter}")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Wrong_passwords_disable_the_user()
    {
        var user = await Demo.AccountAsync(0, "clumsy", "right");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await Demo.Server.GetAsync(Login("clumsy", "wrong"));
        }
        var session = await EnterAsync(Login("clumsy", "right"));
        Assert.That((await session.GetAsync($"command=listZones&response=json&{session.KeyParameter}")).Status, Is.EqualTo(200), "a right one sets the count back");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Demo.Server.GetAsync(Login("clumsy", "wrong"));
        }
        Assert.That((await Demo.Server.GetAsync(Login("clumsy", "right"))).Body, Is.EqualTo(LoginRefused));
        Assert.That((await Demo.Server.RunAsync(new ListUsers { Id = user }))[0].State, Is.EqualTo(AccountState.Disabled));
        Assert.That((await session.GetAsync($"command=listZones&response=json&{session.KeyParameter}")).Status, Is.EqualTo(401), "its sessions end too");
    }

    [Test]
    public async Task A_partner_site_vouches_for_its_users_with_a_signed_time()
    {
        await Demo.SetAsync("security.singlesignon.key", "partner-secret");
        try
        {
            Assert.That((await Demo.Server.GetAsync(Signed(DateTimeOffset.UtcNow, "partner-secret"))).Status, Is.EqualTo(200));
            Assert.That((await Demo.Server.GetAsync(Signed(DateTimeOffset.UtcNow, "guessed"))).Status, Is.EqualTo(531));
            Assert.That((await Demo.Server.GetAsync(Signed(DateTimeOffset.UtcNow.AddMinutes(-6), "partner-secret"))).Status, Is.EqualTo(531));
        }
        finally
        {
            await Demo.SetAsync("security.singlesignon.key", null);
        }
        Assert.That((await Demo.Server.GetAsync(Signed(DateTimeOffset.UtcNow, "partner-secret"))).Status, Is.EqualTo(531), "without a key nobody vouches");

        static string Signed(DateTimeOffset time, string key)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"command=login&username=ann&domain=/west/&timestamp={time.ToUnixTimeMilliseconds()}&response=json");
            return $"{query}&signature={Uri.EscapeDataString(Keys.Signature(query, key))}";
        }
    }

    [Test]
    public async Task The_md5_of_a_password_lets_in_only_where_the_operator_allows_it()
    {
        Assert.That((await Demo.Server.GetAsync(Login("ann", Md5("ann's pass")))).Status, Is.EqualTo(531));
        await EnterAnnAsync();
        await using var lenient = await ApiServer.StartAsync(cloud => cloud.Configure(options => options.AcceptMd5Passwords = true));
        Assert.That((await lenient.GetAsync(Login("admin", Md5(ApiServer.AdminPassword), ""))).Status, Is.EqualTo(200));
        Assert.That((await lenient.GetAsync(Login("admin", ApiServer.AdminPassword, ""))).Status, Is.EqualTo(200));
        Assert.That((await lenient.GetAsync(Login("admin", Md5("wrong"), ""))).Status, Is.EqualTo(531));

        static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
