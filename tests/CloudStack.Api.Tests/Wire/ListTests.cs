namespace CloudStack.Api.Tests.Wire;

/// <summary>Section 7 of the protocol: listing.</summary>
internal sealed class ListTests
{
    [TestCase("page=1")]
    [TestCase("pagesize=10")]
    [TestCase("page=1&pagesize=-1")]
    [TestCase("page=0&pagesize=10")]
    [TestCase("page=1&pagesize=501")]
    public async Task Page_and_size_go_together_and_have_limits(string query)
    {
        var answer = await Demo.GetAsync($"command=listHosts&type=Routing&{query}&response=json");
        Assert.That(answer.Status, Is.EqualTo(431));
        Assert.That(answer.Body, Does.StartWith("{ \"listhostsresponse\" : {\"errorcode\":431,"));
        Assert.That((await Demo.GetAsync($"command=listHosts&type=Routing&{query}")).Body, Does.Contain("<errorcode>431</errorcode>"));
    }

    [TestCase("")]
    [TestCase("&pagesize=-1")]
    [TestCase("&page=1&pagesize=500")]
    public async Task Everything_fits_one_page(string query) =>
        Assert.That((await Demo.GetAsync($"command=listHosts&type=Routing{query}&response=json")).Body, Does.StartWith("{ \"listhostsresponse\" : { \"count\":2 ,\"host\" : [  {"));

    [Test]
    public async Task A_total_count_counts_beyond_the_page()
    {
        var first = await Demo.GetAsync("command=listHosts&type=Routing&page=1&pagesize=1&response=json");
        Assert.That(first.Body, Does.StartWith("{ \"listhostsresponse\" : { \"count\":2 ,\"host\" : [  {").And.Contain("host1").And.Not.Contain("host2"));
        var second = await Demo.GetAsync("command=listHosts&type=Routing&page=2&pagesize=1");
        Assert.That(second.Body, Does.StartWith("""<?xml version="1.0" encoding="UTF-8"?><listhostsresponse cloud-stack-version="4.1.0"><count>2</count><host>""").And.Contain("host2"));
    }

    [Test]
    public async Task A_page_past_the_end_has_only_the_count()
    {
        Assert.That((await Demo.GetAsync("command=listHosts&type=Routing&page=9&pagesize=1&response=json")).Body, Is.EqualTo("""{ "listhostsresponse" : { "count":2 } }"""));
        Assert.That((await Demo.GetAsync("command=listHosts&type=Routing&page=9&pagesize=1")).Body, Is.EqualTo(
            """<?xml version="1.0" encoding="UTF-8"?><listhostsresponse cloud-stack-version="4.1.0"><count>2</count></listhostsresponse>"""));
    }

    [Test]
    public async Task Other_commands_count_the_items_of_the_answer()
    {
        var answer = await Demo.GetAsync("command=listNetworkOfferings&page=1&pagesize=2&response=json");
        Assert.That(answer.Body, Does.StartWith("{ \"listnetworkofferingsresponse\" : { \"count\":2 ,"));
    }

    [Test]
    public async Task A_keyword_finds_parts() =>
        Assert.That((await Demo.GetAsync("command=listHosts&keyword=ost2&response=json")).Body, Does.StartWith("{ \"listhostsresponse\" : { \"count\":1 ,"));

    [Test]
    public async Task Without_a_limit_every_page_size_is_taken()
    {
        await Demo.SetAsync("default.page.size", "-1");
        try
        {
            Assert.That((await Demo.GetAsync("command=listHosts&type=Routing&page=1&pagesize=100000&response=json")).Status, Is.EqualTo(200));
            Assert.That((await Demo.GetAsync("command=listHosts&type=Routing&response=json")).Body, Does.StartWith("{ \"listhostsresponse\" : { \"count\":2 ,"));
        }
        finally
        {
            await Demo.SetAsync("default.page.size", "500");
        }
    }

    [Test]
    public async Task Owner_filters_show_what_the_caller_may_see()
    {
        var own = await Demo.Server.GetAsync(Demo.Ann, "command=listNetworks&response=json");
        Assert.That(own.Body, Is.EqualTo("""{ "listnetworksresponse" : { } }"""));
        var all = await Demo.GetAsync($"command=listUsers&domainid={Demo.West.Id}&listall=true&response=json");
        Assert.That(all.Body, Does.Contain("\"username\":\"ann\"").And.Contain("\"username\":\"dora\"").And.Not.Contain("\"username\":\"admin\""));
        var foreign = await Demo.Server.GetAsync(Demo.DomainAdmin, $"command=listUsers&domainid={Demo.AnnUser.DomainId}&account=nobody&response=json");
        Assert.That(foreign.Status, Is.EqualTo(431));
        var root = (await Demo.Server.RunAsync(new ListDomains { Name = "ROOT" }))[0].Id;
        var denied = await Demo.Server.GetAsync(Demo.DomainAdmin, $"command=listVirtualMachines&domainid={root}&response=json");
        Assert.That(denied.Body, Does.StartWith("{ \"listvirtualmachinesresponse\" : {\"errorcode\":531,\"cserrorcode\":4365,"));
        var both = await Demo.GetAsync("command=listVirtualMachines&domainid=4711&response=json");
        Assert.That(both.Status, Is.EqualTo(431));
    }
}
