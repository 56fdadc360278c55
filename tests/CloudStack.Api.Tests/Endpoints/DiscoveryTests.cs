using System.Text.Json;

namespace CloudStack.Api.Tests.Endpoints;

/// <summary>Section 12 of the protocol: listApis and listCapabilities.</summary>
internal sealed class DiscoveryTests
{
    private static async Task<JsonElement> ApisAsync(Keys keys, string more = "")
    {
        var answer = await Demo.Server.GetAsync(keys, $"command=listApis&response=json{more}");
        Assert.That(answer.Body, Does.StartWith("{ \"listapisresponse\" : { \"count\":").And.Contain(" ,\"api\" : [  {\"name\":\""));
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("listapisresponse").GetProperty("api");
    }

    [Test]
    public async Task A_role_sees_its_own_commands()
    {
        var root = (await ApisAsync(Demo.Admin)).EnumerateArray().Select(api => api.GetProperty("name").GetString()).ToArray();
        var user = (await ApisAsync(Demo.Ann)).EnumerateArray().Select(api => api.GetProperty("name").GetString()).ToArray();
        Assert.That(root, Is.SupersetOf(user).And.Contain("createZone"));
        Assert.That(user, Does.Not.Contain("createZone").And.Contain("listZones").And.Not.Contain("login"));
    }

    [Test]
    public async Task Every_command_parameter_and_field_is_described()
    {
        foreach (var api in (await ApisAsync(Demo.Admin)).EnumerateArray())
        {
            Assert.That(api.TryGetProperty("description", out _), Is.True, api.ToString());
            foreach (var part in api.GetProperty("params").EnumerateArray().Concat(api.GetProperty("response").EnumerateArray()))
            {
                Assert.That(part.TryGetProperty("description", out _), Is.True, $"{api.GetProperty("name")}: {part}");
            }
        }
    }

    [Test]
    public async Task One_command_is_shown_with_all_that_a_client_needs()
    {
        var api = (await ApisAsync(Demo.Admin, "&name=deployVirtualMachine"))[0];
        var parameters = api.GetProperty("params").EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
        Assert.That(api.GetProperty("isasync").GetBoolean(), Is.True);
        Assert.That(api.GetProperty("related").GetString(), Does.Contain("startVirtualMachine"));
        Assert.That(parameters["zoneid"].ToString(), Does.Match("^\\{\"name\":\"zoneid\",\"description\":\"[^\"]+\",\"type\":\"uuid\",\"length\":255,\"required\":true,\"related\":\"listZones\"\\}$"));
        Assert.That(parameters["userdata"].GetProperty("length").GetInt32(), Is.EqualTo(2048));
        Assert.That(new[] { "networkids", "iptonetworklist", "startvm", "size", "name" }.Select(name => parameters[name].GetProperty("type").GetString()),
            Is.EqualTo(new[] { "list", "map", "boolean", "long", "string" }));
        var fields = api.GetProperty("response").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("type").GetString());
        Assert.That(new[] { fields["id"], fields["created"], fields["cpunumber"], fields["nic"], fields["haenable"] }, Is.EqualTo(new[] { "string", "date", "integer", "list", "boolean" }));
        var xml = await Demo.GetAsync("command=listApis&name=listZones");
        Assert.That(xml.Body, Does.StartWith("""<?xml version="1.0" encoding="UTF-8"?><listapisresponse cloud-stack-version="4.1.0"><count>1</count><api><name>listZones</name><description>""").And.Contain("<params><name>id</name>"));
    }

    [TestCase("noSuchCommand")]
    [TestCase("createZone")]
    public async Task An_unknown_or_forbidden_name_fails(string name)
    {
        var answer = await Demo.Server.GetAsync(Demo.Ann, $"command=listApis&name={name}&response=json");
        Assert.That((answer.Status, answer.Body), Is.EqualTo((530,
            $$"""{ "listapisresponse" : {"errorcode":530,"cserrorcode":4250,"errortext":"The command {{name}} does not exist or is not available for the account ann."} }""")));
    }

    [Test]
    public async Task Capabilities_are_one_object()
    {
        Assert.That((await Demo.GetAsync("command=listCapabilities&response=json")).Body, Is.EqualTo(
            """{ "listcapabilitiesresponse" :  { "capability" : {"securitygroupsenabled":false,"cloudstackversion":"4.1.0","userpublictemplateenabled":true,"supportELB":"false","projectinviterequired":false,"allowusercreateprojects":true,"customdiskofferingmaxsize":1024} }  }"""));
        Assert.That((await Demo.GetAsync("command=listCapabilities")).Body, Does.StartWith(
            """<?xml version="1.0" encoding="UTF-8"?><listcapabilitiesresponse cloud-stack-version="4.1.0"><capability><securitygroupsenabled>false</securitygroupsenabled><cloudstackversion>4.1.0</cloudstackversion>"""));
    }
}
