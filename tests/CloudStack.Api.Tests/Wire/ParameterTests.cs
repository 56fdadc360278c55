namespace CloudStack.Api.Tests.Wire;

/// <summary>Section 2 of the protocol: endpoints and common parameters.</summary>
internal sealed class ParameterTests
{
    private const string EmptyJson = """{ "listzonesresponse" : { } }""";

    private static Task<RawAnswer> PostAsync(string target, string form) => RawHttp.PostAsync(Demo.Server.Port, target, form);

    [Test]
    public async Task Get_and_post_are_answered_alike()
    {
        var query = Demo.Admin.Sign("command=listZones&name=none&response=json");
        Assert.That((await Demo.Server.GetAsync(query)).Body, Is.EqualTo(EmptyJson));
        Assert.That((await PostAsync("/client/api", query)).Body, Is.EqualTo(EmptyJson));
    }

    [Test]
    public async Task Form_and_query_string_are_merged_and_the_query_string_wins()
    {
        var signed = Demo.Admin.Sign("command=listZones&name=none&response=json");
        var answer = await PostAsync($"/client/api?{signed}", "name=something%20else&command=listHosts");
        Assert.That(answer.Body, Is.EqualTo(EmptyJson));
    }

    [Test]
    public async Task The_last_of_a_repeated_name_counts()
    {
        var signed = Demo.Admin.Sign("command=listZones&name=none&response=json");
        Assert.That((await Demo.Server.GetAsync($"command=listHosts&name=other&{signed}")).Body, Is.EqualTo(EmptyJson));
    }

    [Test]
    public async Task A_path_behind_the_endpoint_is_ignored()
    {
        var answer = await RawHttp.GetAsync(Demo.Server.Port, $"/client/api/what/ever?{Demo.Admin.Sign("command=listZones&name=none&response=json")}");
        Assert.That(answer.Body, Is.EqualTo(EmptyJson));
    }

    [Test]
    public async Task Other_methods_are_not_allowed() =>
        Assert.That((await RawHttp.SendAsync(Demo.Server.Port, "DELETE", "/client/api?command=listZones", null, [])).Status, Is.EqualTo(405));

    [Test]
    public async Task A_command_counts_its_case()
    {
        var answer = await Demo.GetAsync("command=listzones&response=json");
        Assert.That(answer.Status, Is.EqualTo(432));
        Assert.That(answer.Body, Does.StartWith("""{ "errorresponse" : {"errorcode":432,"cserrorcode":9999,"errortext":"The command listzones """));
    }

    [TestCase("json", "text/javascript; charset=UTF-8")]
    [TestCase("JSON", "text/javascript; charset=UTF-8")]
    [TestCase("xml", "text/xml; charset=UTF-8")]
    [TestCase("yaml", "text/xml; charset=UTF-8")]
    public async Task The_format_is_json_in_any_case_or_else_xml(string format, string contentType)
    {
        var answer = await Demo.GetAsync($"command=listZones&name=none&response={format}");
        Assert.That(answer.Header("Content-Type"), Is.EqualTo(contentType));
        Assert.That(answer.Body, Is.EqualTo(format.Equals("json", StringComparison.OrdinalIgnoreCase)
            ? EmptyJson
            : """<?xml version="1.0" encoding="UTF-8"?><listzonesresponse cloud-stack-version="4.1.0"></listzonesresponse>"""));
    }

    [Test]
    public async Task Response_in_another_case_is_not_the_format() =>
        Assert.That((await Demo.GetAsync("command=listZones&name=none&Response=json")).Body, Does.StartWith("<?xml"));

    [Test]
    public async Task Names_of_other_parameters_ignore_case_and_unknown_ones_are_ignored() =>
        Assert.That((await Demo.GetAsync("command=listZones&NaMe=none&colour=blue&response=json")).Body, Is.EqualTo(EmptyJson));

    [Test]
    public async Task Values_are_decoded_as_utf8()
    {
        var made = await Demo.Server.RunAsync(new CreateDiskOffering("z\u00FCrich \u4E2D \U0001F600", "d\u00E9j\u00E0 vu") { DiskSize = 1 });
        var answer = await Demo.GetAsync("command=listDiskOfferings&name=d%C3%A9j%C3%A0+vu&response=json");
        Assert.That(answer.Body, Does.Contain($"\"id\":\"{made.Id}\"").And.Contain("\"name\":\"d\u00E9j\u00E0 vu\""));
        var xml = await Demo.GetAsync("command=listDiskOfferings&name=d%C3%A9j%C3%A0%20vu");
        Assert.That(xml.Body, Does.Contain("<displaytext>z\u00FCrich \u4E2D \U0001F600</displaytext>"));
    }

    [Test]
    public async Task A_form_beyond_the_limit_is_refused() =>
        Assert.That((await PostAsync("/client/api", $"command=listZones&x={new string('a', 3 * 1024 * 1024)}")).Status, Is.EqualTo(413));
}
