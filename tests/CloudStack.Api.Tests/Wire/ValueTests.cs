using System.Globalization;

namespace CloudStack.Api.Tests.Wire;

/// <summary>Section 6 of the protocol: values.</summary>
internal sealed class ValueTests
{
    private static string Refused(string root, int code, int csCode) =>
        string.Create(CultureInfo.InvariantCulture, $"{{ \"{root}\" : {{\"errorcode\":{code},\"cserrorcode\":{csCode},\"errortext\":\"");

    [TestCase("name=a%00b")]
    [TestCase("name=a%1Fb")]
    [TestCase("name=a%7Fb")]
    public async Task Control_characters_are_refused(string text)
    {
        var answer = await Demo.GetAsync($"command=listZones&{text}&response=json");
        Assert.That(answer.Status, Is.EqualTo(431));
        Assert.That(answer.Body, Does.StartWith(Refused("listzonesresponse", 431, 9999)));
    }

    [Test]
    public async Task Line_breaks_are_taken_and_come_back()
    {
        await Demo.Server.RunAsync(new CreateDiskOffering("x", "lines") { DiskSize = 1 });
        var id = (await Demo.Server.RunAsync(new ListDiskOfferings { Name = "lines" }))[0].Id;
        var answer = await Demo.GetAsync($"command=updateDiskOffering&id={id}&displaytext=one%0Atwo&response=json");
        Assert.That(answer.Body, Does.Contain("\"displaytext\":\"one\\ntwo\""));
        Assert.That((await Demo.GetAsync($"command=listDiskOfferings&id={id}")).Body, Does.Contain("<displaytext>one\ntwo</displaytext>"));
    }

    [Test]
    public async Task A_missing_required_parameter_is_refused()
    {
        var answer = await Demo.GetAsync("command=queryAsyncJobResult&response=json");
        Assert.That(answer.Status, Is.EqualTo(431));
        Assert.That(answer.Body, Is.EqualTo(Refused("queryasyncjobresultresponse", 431, 9999) + "queryAsyncJobResult needs the parameter jobid.\"} }"));
        Assert.That((await Demo.GetAsync("command=queryAsyncJobResult")).Body, Is.EqualTo(
            """<?xml version="1.0" encoding="UTF-8"?><queryasyncjobresultresponse cloud-stack-version="4.1.0"><errorcode>431</errorcode><cserrorcode>9999</cserrorcode><errortext>queryAsyncJobResult needs the parameter jobid.</errortext></queryasyncjobresultresponse>"""));
    }

    [Test]
    public async Task An_empty_text_counts_as_given()
    {
        // Were it missing, the message would say that the command needs it.
        var answer = await Demo.GetAsync("command=createDiskOffering&displaytext=&name=&disksize=1&response=json");
        Assert.That(answer.Body, Does.Not.Contain("needs the parameter"));
    }

    [Test]
    public async Task Text_beyond_its_length_is_refused()
    {
        var answer = await Demo.GetAsync($"command=listZones&name={new string('x', 256)}&response=json");
        Assert.That(answer.Status, Is.EqualTo(431));
        Assert.That((await Demo.GetAsync($"command=listZones&name={new string('x', 255)}&response=json")).Status, Is.EqualTo(200));
    }

    [TestCase("TRUE", "\"capacity\":[{")]
    [TestCase("true", "\"capacity\":[{")]
    [TestCase("false", "\"capacity\":[]")]
    [TestCase("yes", "\"capacity\":[]")]
    [TestCase("1", "\"capacity\":[]")]
    [TestCase("", "\"capacity\":[]")]
    public async Task A_boolean_is_true_or_else_false(string text, string expected)
    {
        var answer = await Demo.GetAsync($"command=listZones&showcapacities={text}&response=json");
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Body, Does.Contain(expected));
    }

    [TestCase("page=x&pagesize=1")]
    [TestCase("page=1&pagesize=1.5")]
    [TestCase("page=1&pagesize=0x10")]
    [TestCase("page=1&pagesize=99999999999")]
    public async Task What_is_no_whole_number_is_refused(string query) =>
        Assert.That((await Demo.GetAsync($"command=listZones&{query}&response=json")).Body, Does.StartWith(Refused("listzonesresponse", 431, 9999)));

    [Test]
    public async Task An_empty_integer_is_ignored() =>
        Assert.That((await Demo.GetAsync("command=listZones&page=&pagesize=&response=json")).Status, Is.EqualTo(200));

    [Test]
    public async Task An_empty_long_is_refused() =>
        Assert.That((await Demo.GetAsync("command=createDiskOffering&name=a&displaytext=a&disksize=&response=json")).Status, Is.EqualTo(431));

    [Test]
    public async Task An_entity_is_named_by_uuid_or_number()
    {
        var byUuid = await Demo.GetAsync($"command=listZones&id={Demo.Zone.Id}&response=json");
        var byNumber = await Demo.GetAsync("command=listZones&id=1&response=json");
        Assert.That(byUuid.Body, Does.Contain(Demo.Zone.Id.ToString()));
        Assert.That(byNumber.Body, Is.EqualTo(byUuid.Body));
    }

    [TestCase("00000000-0000-4000-8000-000000000001", 4350)]
    [TestCase("4711", 9999)]
    [TestCase("no-such-zone", 9999)]
    [TestCase("-1", 9999)]
    public async Task An_unknown_entity_is_refused(string id, int csCode)
    {
        var answer = await Demo.GetAsync($"command=listPods&zoneid={id}&response=json");
        Assert.That(answer.Status, Is.EqualTo(431));
        Assert.That(answer.Body, Does.StartWith(Refused("listpodsresponse", 431, csCode)));
        Assert.That((await Demo.GetAsync($"command=listPods&zoneid={id}")).Body, Does.StartWith(
            """<?xml version="1.0" encoding="UTF-8"?><listpodsresponse cloud-stack-version="4.1.0"><errorcode>431</errorcode>"""));
    }

    [Test]
    public async Task An_empty_id_is_ignored() =>
        Assert.That((await Demo.GetAsync("command=listZones&id=&response=json")).Body, Does.StartWith("{ \"listzonesresponse\" : { \"count\":1 ,"));

    [Test]
    public async Task A_list_is_separated_by_commas_and_its_empty_items_vanish()
    {
        var answer = await Demo.GetAsync($"command=updateZone&id={Demo.Zone.Id}&dnssearchorder=a.example,,b.example,&response=json");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        var ids = await Demo.GetAsync($"command=deployVirtualMachine&zoneid={Demo.Zone.Id}&templateid={Demo.Template.Id}&serviceofferingid={Demo.Offering.Id}&networkids={Demo.Network.Id},nonsense&response=json");
        Assert.That(ids.Body, Does.StartWith(Refused("deployvirtualmachineresponse", 431, 9999)));
    }

    [TestCase("2013-06-05", 200)]
    [TestCase("2013-06-05%2010:00:00", 200)]
    [TestCase("2013-06-31", 431)]
    [TestCase("2013-13-01", 431)]
    [TestCase("13-06-05", 431)]
    [TestCase("2013-06-05x", 431)]
    [TestCase("yesterday", 431)]
    public async Task A_date_is_strict(string date, int status) =>
        Assert.That((await Demo.GetAsync($"command=listEvents&startdate={date}&response=json")).Status, Is.EqualTo(status));

    [Test]
    public async Task A_day_alone_means_its_begin_and_as_an_end_its_last_second()
    {
        // The server's zone is two hours ahead of UTC.
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var within = await Demo.GetAsync($"command=listEvents&type=ZONE.CREATE&startdate={today}&enddate={today}&response=json");
        Assert.That(within.Body, Does.Contain("\"type\":\"ZONE.CREATE\""));
        var before = await Demo.GetAsync($"command=listEvents&type=ZONE.CREATE&enddate={today}%2000:00:00&response=json");
        Assert.That(before.Body, Is.EqualTo("""{ "listeventsresponse" : { } }"""));
    }

    [TestCase("2013-06-05T10:00:00Z%2B0000", 200)]
    [TestCase("2013-06-05T10:00:00Z-0730", 200)]
    [TestCase("2013-06-05T10:00:00", 431)]
    public async Task A_time_with_a_zone_has_a_literal_z_before_it(string date, int status) =>
        Assert.That((await Demo.GetAsync($"command=listAsyncJobs&startdate={date}&response=json")).Status, Is.EqualTo(status));

    [Test]
    public async Task A_map_has_entries_with_numbers_and_fields()
    {
        var zone = Demo.Zone.Id;
        var answer = await Demo.GetAsync($"command=updateZone&id={zone}&details[0].key=rack&details[0].value=a%3Db&Details[17].key=row&details[17].value=7&response=json");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        var listed = await Demo.GetAsync("command=listVirtualMachines&tags[0].key=env&tags[0].value=none&response=json");
        Assert.That(listed.Body, Is.EqualTo("""{ "listvirtualmachinesresponse" : { } }"""));
    }

    [TestCase("tags[0]=x")]
    [TestCase("tags[0].=x")]
    [TestCase("tags[0]key=x")]
    [TestCase("tags[a].key=x")]
    [TestCase("tags[].key=x")]
    [TestCase("tags[0][1].key=x")]
    [TestCase("tags[0].key[1]=x")]
    public async Task A_malformed_map_name_has_an_error_of_its_own(string pair)
    {
        var answer = await Demo.GetAsync($"command=listVirtualMachines&{pair}&response=json");
        Assert.That(answer.Status, Is.EqualTo(430));
        Assert.That(answer.Body, Does.StartWith(Refused("listvirtualmachinesresponse", 430, 9999)));
    }

    [TestCase("tags=x")]
    [TestCase("tags[0].Key=env&tags[0].value=x")]
    [TestCase("tags[0].key=env")]
    public async Task A_map_without_its_fields_is_refused(string pair) =>
        Assert.That((await Demo.GetAsync($"command=listVirtualMachines&{pair}&response=json")).Body, Does.StartWith(Refused("listvirtualmachinesresponse", 431, 9999)));

    [Test]
    public async Task A_map_may_hold_records_with_ids_in_them()
    {
        var answer = await Demo.GetAsync($"command=deployVirtualMachine&zoneid=1&templateid={Demo.Template.Id}&serviceofferingid={Demo.Offering.Id}"
            + "&iptonetworklist[0].networkid=4711&iptonetworklist[0].ip=10.1.1.5&response=json");
        Assert.That(answer.Body, Is.EqualTo(Refused("deployvirtualmachineresponse", 431, 9999) + "iptonetworklist[].networkid: there is nothing with the number 4711.\"} }"));
    }
}
