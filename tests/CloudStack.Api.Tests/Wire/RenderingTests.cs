using System.Text.Json;

namespace CloudStack.Api.Tests.Wire;

/// <summary>Sections 8 and 9 of the protocol: JSON and XML.</summary>
internal sealed class RenderingTests
{
    private const string Prolog = """<?xml version="1.0" encoding="UTF-8"?>""";

    [Test]
    public async Task A_list_is_written_to_the_letter()
    {
        var categories = (await Demo.Server.RunAsync(new ListOsCategories())).Items.Where(category => category.Name == "CentOS" || category.Name == "Debian").ToArray();
        var json = await Demo.GetAsync($"command=listOsCategories&id={categories[0].Id}&response=json");
        Assert.That(json.Body, Is.EqualTo($$"""{ "listoscategoriesresponse" : { "count":1 ,"oscategory" : [  {"id":"{{categories[0].Id}}","name":"{{categories[0].Name}}"} ] } }"""));
        var xml = await Demo.GetAsync($"command=listOsCategories&id={categories[0].Id}");
        Assert.That(xml.Body, Is.EqualTo($"{Prolog}<listoscategoriesresponse cloud-stack-version=\"4.1.0\"><count>1</count><oscategory><id>{categories[0].Id}</id><name>{categories[0].Name}</name></oscategory></listoscategoriesresponse>"));
        var several = await Demo.GetAsync("command=listOsCategories&page=1&pagesize=2&response=json");
        Assert.That(several.Body, Does.Match("""^\{ "listoscategoriesresponse" : \{ "count":\d+ ,"oscategory" : \[  \{"id":"[^"]+","name":"[^"]+"\}, \{"id":"[^"]+","name":"[^"]+"\} \] \} \}$"""));
    }

    [Test]
    public async Task One_object_and_success_are_written_to_the_letter()
    {
        var made = await Demo.GetAsync("command=createInstanceGroup&name=web&response=json");
        var id = JsonDocument.Parse(made.Body).RootElement.GetProperty("createinstancegroupresponse").GetProperty("instancegroup").GetProperty("id").GetString();
        Assert.That(made.Body, Does.StartWith($$"""{ "createinstancegroupresponse" :  { "instancegroup" : {"id":"{{id}}","name":"web",""").And.EndsWith("\"} }  }"));
        var deleted = await Demo.GetAsync($"command=deleteInstanceGroup&id={id}&response=json");
        Assert.That(deleted.Body, Is.EqualTo("""{ "deleteinstancegroupresponse" : { "success" : "true"}  }"""));

        var inXml = await Demo.GetAsync("command=createInstanceGroup&name=web");
        Assert.That(inXml.Body, Does.StartWith($"{Prolog}<createinstancegroupresponse cloud-stack-version=\"4.1.0\"><instancegroup><id>").And.EndsWith("</instancegroup></createinstancegroupresponse>"));
        id = inXml.Body.Split("<id>")[1][..36];
        Assert.That((await Demo.GetAsync($"command=deleteInstanceGroup&id={id}")).Body, Is.EqualTo(
            $"{Prolog}<deleteinstancegroupresponse cloud-stack-version=\"4.1.0\"><success>true</success></deleteinstancegroupresponse>"));
    }

    [Test]
    public async Task An_empty_list_has_neither_count_nor_items()
    {
        Assert.That((await Demo.GetAsync("command=listVolumes&name=none&response=json")).Body, Is.EqualTo("""{ "listvolumesresponse" : { } }"""));
        Assert.That((await Demo.GetAsync("command=listVolumes&name=none")).Body, Is.EqualTo($"{Prolog}<listvolumesresponse cloud-stack-version=\"4.1.0\"></listvolumesresponse>"));
    }

    [Test]
    public async Task Values_have_their_json_types_and_nulls_are_left_out()
    {
        var zone = (await Demo.GetAsync("command=listZones&response=json")).Body;
        Assert.That(zone, Does.Contain("\"securitygroupsenabled\":false").And.Contain("\"capacity\":[]").And.Not.Contain("null").And.Not.Contain("\"dns2\""));
        var host = (await Demo.GetAsync($"command=listHosts&id={Demo.Host.Id}&response=json")).Body;
        Assert.That(host, Does.Contain("\"cpunumber\":32").And.Contain("\"memorytotal\":137438953472").And.Contain("\"state\":\"Up\""));
        Assert.That(host, Does.Match("\"created\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0200\""), "times are those of the server's zone");
    }

    [Test]
    public async Task Characters_that_others_escape_are_written_as_they_are()
    {
        var json = (await Demo.GetAsync("command=listZones&response=json")).Body;
        Assert.That(json, Does.Contain("\"name\":\"zone & <one>\""));
        var xml = (await Demo.GetAsync("command=listZones")).Body;
        Assert.That(xml, Does.Contain("<name>zone &amp; &lt;one&gt;</name>"));
    }

    [Test]
    public async Task Text_is_percent_encoded_where_the_setting_asks_for_it()
    {
        await Demo.SetAsync("encode.api.response", "true");
        try
        {
            var json = (await Demo.GetAsync("command=listZones&response=json")).Body;
            Assert.That(json, Does.Contain("\"name\":\"zone%20%26%20%3Cone%3E\"").And.Contain("\"securitygroupsenabled\":false"));
            Assert.That((await Demo.GetAsync("command=listZones")).Body, Does.Contain("<name>zone%20%26%20%3Cone%3E</name>"));
        }
        finally
        {
            await Demo.SetAsync("encode.api.response", "false");
        }
    }

    [Test]
    public async Task Commands_that_are_no_lists_may_answer_with_one()
    {
        var answer = await Demo.GetAsync($"command=updateResourceCount&domainid={Demo.West.Id}&resourcetype=0&response=json");
        Assert.That(answer.Body, Does.StartWith("{ \"updateresourcecountresponse\" : { \"count\":1 ,\"resourcecount\" : [  {"));
    }

    [Test]
    public async Task Historic_root_names_are_kept()
    {
        var vm = Guid.NewGuid();
        var error = await Demo.GetAsync($"command=assignVirtualMachine&virtualmachineid={vm}&account=ann&domainid={Demo.West.Id}&response=json");
        Assert.That(error.Body, Does.StartWith("{ \"moveuservmresponse\" : {\"errorcode\":431,"));
        var xml = await Demo.GetAsync($"command=assignVirtualMachine&virtualmachineid={vm}&account=ann&domainid={Demo.West.Id}");
        Assert.That(xml.Body, Does.StartWith($"{Prolog}<moveuservmresponse cloud-stack-version=\"4.1.0\"><errorcode>431</errorcode>"));
    }

    [Test]
    public async Task Nested_lists_repeat_their_name_in_xml_and_plain_values_are_called_uuid()
    {
        var xml = (await Demo.GetAsync("command=listNetworkServiceProviders&name=VirtualRouter")).Body;
        Assert.That(xml, Does.Match("<servicelist><uuid>[A-Za-z]+</uuid>(<uuid>[A-Za-z]+</uuid>)+</servicelist>"));
        var networks = (await Demo.GetAsync($"command=listNetworks&id={Demo.Network.Id}")).Body;
        Assert.That(networks, Does.Match("<service><name>Dhcp</name>.*</service>"));
        var json = (await Demo.GetAsync("command=listNetworkServiceProviders&name=VirtualRouter&response=json")).Body;
        Assert.That(json, Does.Match("\"servicelist\":\\[\"[A-Za-z]+\"(,\"[A-Za-z]+\")+\\]"));
    }

    [Test]
    public async Task Maps_are_objects_in_json_and_java_text_in_xml()
    {
        await Demo.Server.RunAsync(new UpdateAccount("ann") { Account = "ann", DomainId = Demo.West.Id, AccountDetails = new Dictionary<string, string> { ["team"] = "a&b" } });
        Assert.That((await Demo.GetAsync("command=listAccounts&name=ann&listall=true&response=json")).Body, Does.Contain("\"accountdetails\":{\"team\":\"a&b\"}"));
        Assert.That((await Demo.GetAsync("command=listAccounts&name=ann&listall=true")).Body, Does.Contain("<accountdetails>{team=a&amp;b}</accountdetails>"));
    }
}
