using System.Globalization;
using CloudStack.Api.Authentication;

namespace CloudStack.Api.Tests.Authentication;

/// <summary>Section 3 of the protocol: signatures, and the order of checks.</summary>
internal sealed class SignatureTests
{
    private const string Empty = """{ "listzonesresponse" : { } }""";
    private const string Refused = """{ "listzonesresponse" : {"errorcode":401,"errortext":"The caller or the signature could not be verified."} }""";

    private static string At(TimeSpan fromNow) => Uri.EscapeDataString(DateTimeOffset.UtcNow.Add(fromNow).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
        .Remove(22, 1));

    [Test]
    public void The_known_vector_has_the_known_signature()
    {
        Dictionary<string, string> parameters = new()
        {
            ["apiKey"] = "DEMO-key_1", ["command"] = "createZone", ["dns1"] = "10.0.0.1", ["name"] = "Main zone*~", ["response"] = "json",
            ["tags[0].key"] = "a/b+c", ["signature"] = "is left out",
        };
        Assert.That(Signature.Compute(parameters, "DEMO-secret_1"), Is.EqualTo("1WbHREJ11S2Bx/6xEcMug3lsgyI="));
        Assert.That(Signature.IsRight(parameters, "DEMO-secret_1", "1WbHREJ11S2Bx/6xEcMug3lsgyI="), Is.True);
        Assert.That(Signature.IsRight(parameters, "DEMO-secret_1", "1WbHREJ11S2Bx/6xEcMug3lsgyi="), Is.False);
    }

    [TestCase("apiKey")]
    [TestCase("apikey")]
    [TestCase("APIKEY")]
    public async Task The_names_of_the_key_parameters_ignore_case(string name) =>
        Assert.That((await Demo.Server.GetAsync(Demo.Admin.Sign("command=listZones&name=none&response=json", name))).Body, Is.EqualTo(Empty));

    [TestCase("name=no*ne~%2F%2B%20%26%3D")]
    [TestCase("name=%C3%BC%E4%B8%AD")]
    [TestCase("name=no+ne")]
    [TestCase("Zebra=1&name=none&Apple=2")]
    public async Task Values_are_encoded_and_names_sorted_as_sent(string query) =>
        Assert.That((await Demo.GetAsync($"command=listZones&response=json&{query}")).Body, Is.EqualTo(Empty));

    [Test]
    public async Task Names_may_be_sorted_in_lower_case_too()
    {
        var query = Demo.Admin.Sign("command=listZones&response=json&name=none&Zone=1", order: names => names.OrderBy(name => name.ToLowerInvariant(), StringComparer.Ordinal));
        Assert.That((await Demo.Server.GetAsync(query)).Body, Is.EqualTo(Empty));
    }

    [TestCase("0")]
    [TestCase("1")]
    [TestCase("2")]
    public async Task Without_version_3_expires_is_only_signed_text(string version)
    {
        var answer = await Demo.GetAsync($"command=listZones&name=none&response=json&signatureVersion={version}&expires=long%20ago");
        Assert.That(answer.Body, Is.EqualTo(Empty));
    }

    [Test]
    public async Task Version_3_is_good_until_it_expires()
    {
        Assert.That((await Demo.GetAsync($"command=listZones&name=none&response=json&signatureVersion=3&expires={At(TimeSpan.FromMinutes(5))}")).Body, Is.EqualTo(Empty));
        var late = await Demo.GetAsync($"command=listZones&name=none&response=json&SignatureVersion=3&Expires={At(TimeSpan.FromMinutes(-5))}");
        Assert.That((late.Status, late.Body), Is.EqualTo((401, Refused)));
    }

    [TestCase("")]
    [TestCase("&expires=")]
    [TestCase("&expires=2999-01-01")]
    [TestCase("&expires=2999-01-01T00:00:00")]
    public async Task Version_3_needs_an_expiry_in_its_format(string expires) =>
        Assert.That((await Demo.GetAsync($"command=listZones&response=json&signatureVersion=3{expires}")).Body, Is.EqualTo(Refused));

    [Test]
    public async Task A_wrong_signature_is_refused_in_both_formats()
    {
        var keys = Demo.Admin with { Secret = "wrong" };
        var json = await Demo.Server.GetAsync(keys, "command=listZones&response=json");
        Assert.That((json.Status, json.Body, json.Header("X-Description")), Is.EqualTo((401, Refused, (string?)null)));
        var xml = await Demo.Server.GetAsync(keys, "command=listZones");
        Assert.That(xml.Body, Is.EqualTo("""<?xml version="1.0" encoding="UTF-8"?><listzonesresponse cloud-stack-version="4.1.0"><errorcode>401</errorcode><errortext>The caller or the signature could not be verified.</errortext></listzonesresponse>"""));
    }

    [Test]
    public async Task What_is_not_signed_cannot_be_added()
    {
        var signed = Demo.Admin.Sign("command=listZones&response=json");
        Assert.That((await Demo.Server.GetAsync($"{signed}&name=none")).Status, Is.EqualTo(401));
    }

    [TestCase("command=listZones&response=json")]
    [TestCase("command=listZones&response=json&apiKey=x")]
    [TestCase("command=listZones&response=json&signature=x")]
    [TestCase("command=listZones&response=json&apiKey=unknown&signature=x")]
    public async Task Key_and_signature_are_needed(string query)
    {
        var answer = await Demo.Server.GetAsync(query);
        Assert.That((answer.Status, answer.Body), Is.EqualTo((401, Refused)));
    }

    [Test]
    public async Task The_checks_have_an_order()
    {
        // The command first, then the key, then the role, and only then the signature.
        Assert.That((await Demo.Server.GetAsync("command=noSuchCommand&response=json")).Status, Is.EqualTo(432));
        Assert.That((await Demo.Server.GetAsync("command=createZone&response=json&apiKey=unknown&signature=x")).Status, Is.EqualTo(401));
        Assert.That((await Demo.Server.GetAsync($"command=createZone&response=json&apiKey={Demo.Ann.ApiKey}&signature=x")).Status, Is.EqualTo(432));
        Assert.That((await Demo.Server.GetAsync($"command=listZones&response=json&apiKey={Demo.Ann.ApiKey}&signature=x")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Calls_with_a_key_set_no_cookie() => Assert.That((await Demo.GetAsync("command=listZones")).Header("Set-Cookie"), Is.Null);

    [Test]
    public async Task New_keys_end_the_old_ones_and_a_disabled_user_is_refused()
    {
        var user = await Demo.AccountAsync(0, "keyed", "keyed's pass");
        var old = await Demo.KeysAsync(user);
        Assert.That((await Demo.Server.GetAsync(old, "command=listZones&name=none&response=json")).Body, Is.EqualTo(Empty));
        var made = await Demo.GetAsync($"command=registerUserKeys&id={user}&response=json");
        Assert.That(made.Status, Is.EqualTo(200));
        Assert.That((await Demo.Server.GetAsync(old, "command=listZones&name=none&response=json")).Body, Is.EqualTo(Refused));

        var renewed = await Demo.KeysAsync(user);
        Assert.That((await Demo.Server.GetAsync(renewed, "command=listZones&name=none&response=json")).Body, Is.EqualTo(Empty));
        await Demo.GetAsync($"command=lockUser&id={user}&response=json");
        Assert.That((await Demo.Server.GetAsync(renewed, "command=listZones&name=none&response=json")).Body, Is.EqualTo(Refused));
    }

    [Test]
    public async Task No_secret_reaches_the_log()
    {
        await Demo.Server.GetAsync(Demo.Admin with { Secret = "wrong" }, "command=listZones&response=json");
        await Demo.GetAsync("command=listZones");
        Assert.That(Demo.Server.Log.Lines, Has.None.Contain(Demo.Admin.Secret).And.None.Contain(Demo.Admin.ApiKey).And.None.Contain(ApiServer.AdminPassword));
    }
}
