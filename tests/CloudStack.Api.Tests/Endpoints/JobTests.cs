using System.Text.Json;

namespace CloudStack.Api.Tests.Endpoints;

/// <summary>Section 10 of the protocol: jobs.</summary>
internal sealed class JobTests
{
    private const string Prolog = """<?xml version="1.0" encoding="UTF-8"?>""";

    private static string Deploy(string more = "") =>
        $"command=deployVirtualMachine&zoneid={Demo.Zone.Id}&templateid={Demo.Template.Id}&serviceofferingid={Demo.Offering.Id}&networkids={Demo.Network.Id}{more}";

    private static async Task<(string Entity, JobId Job)> StartAsync(string query)
    {
        var answer = await Demo.GetAsync($"{query}&response=json");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        var started = JsonDocument.Parse(answer.Body).RootElement.EnumerateObject().Single().Value;
        return (started.TryGetProperty("id", out var id) ? id.GetString()! : "", new(started.GetProperty("jobid").GetGuid()));
    }

    private static async Task<Exception?> EndAsync<T>(JobId job)
    {
        try
        {
            await Demo.Server.Cloud.WaitAsync<T>(job, Caller.Root);
            return null;
        }
        catch (CloudStackException exception)
        {
            return exception;
        }
    }

    [Test]
    public async Task A_create_command_answers_with_the_id_and_the_job_and_others_with_the_job()
    {
        var made = await Demo.GetAsync(Deploy("&response=json"));
        Assert.That(made.Body, Does.Match("""^\{ "deployvirtualmachineresponse" : \{"id":"[0-9a-f-]{36}","jobid":"[0-9a-f-]{36}"\} \}$"""));
        var started = JsonDocument.Parse(made.Body).RootElement.GetProperty("deployvirtualmachineresponse");
        await EndAsync<VirtualMachine>(new(started.GetProperty("jobid").GetGuid()));
        var stopped = await Demo.GetAsync($"command=stopVirtualMachine&id={started.GetProperty("id").GetString()}&response=json");
        Assert.That(stopped.Body, Does.Match("""^\{ "stopvirtualmachineresponse" : \{"jobid":"[0-9a-f-]{36}"\} \}$"""));
        await EndAsync<VirtualMachine>(new(JsonDocument.Parse(stopped.Body).RootElement.GetProperty("stopvirtualmachineresponse").GetProperty("jobid").GetGuid()));

        var inXml = await Demo.GetAsync(Deploy());
        Assert.That(inXml.Body, Does.Match($"^{System.Text.RegularExpressions.Regex.Escape(Prolog)}<deployvirtualmachineresponse cloud-stack-version=\"4.1.0\"><id>[0-9a-f-]{{36}}</id><jobid>[0-9a-f-]{{36}}</jobid></deployvirtualmachineresponse>$"));
        await EndAsync<VirtualMachine>(new(Guid.Parse(inXml.Body.Split("<jobid>")[1][..36])));
    }

    [Test]
    public async Task A_job_is_shown_pending_and_then_done_with_its_object()
    {
        await Demo.PlanAsync("ensure#1:slow=1s");
        var (vm, job) = await StartAsync(Deploy("&name=slow"));
        var pending = await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}&response=json");
        Assert.That(pending.Body, Does.Match($$"""
            ^\{ "queryasyncjobresultresponse" : \{"accountid":"[0-9a-f-]{36}","userid":"{{Demo.Admin.User}}","cmd":"org\.apache\.cloudstack\.api\.command\.user\.vm\.DeployVMCmd","jobstatus":0,"jobprocstatus":0,"jobresultcode":0,"jobinstancetype":"VirtualMachine","jobinstanceid":"{{vm}}","created":"[0-9T:-]{19}\+0200","jobid":"{{job}}"\} \}$
            """));
        var inList = await Demo.GetAsync($"command=listVirtualMachines&id={vm}&response=json");
        Assert.That(inList.Body, Does.EndWith($$""","jobid":"{{job}}","jobstatus":0} ] } }"""));
        Assert.That((await Demo.GetAsync($"command=listVirtualMachines&id={vm}")).Body, Does.EndWith($"<jobid>{job}</jobid><jobstatus>0</jobstatus></virtualmachine></listvirtualmachinesresponse>"));

        Assert.That(await EndAsync<VirtualMachine>(job), Is.Null);
        await Demo.PlanAsync("");
        var done = await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}&response=json");
        Assert.That(done.Body, Does.Contain("\"jobstatus\":1,\"jobprocstatus\":0,\"jobresultcode\":0,\"jobresulttype\":\"object\",\"jobresult\":{\"virtualmachine\":{\"id\":\"" + vm));
        Assert.That(done.Body, Does.Not.Contain("jobinstance").And.Match("\"virtualmachine\":\\{.*\"created\":\"[0-9T:-]{19}\\+0200\""));
        var xml = await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}");
        Assert.That(xml.Body, Does.Contain($"<jobstatus>1</jobstatus><jobprocstatus>0</jobprocstatus><jobresultcode>0</jobresultcode><jobresulttype>object</jobresulttype><jobresult><virtualmachine><id>{vm}</id>"));
        Assert.That(xml.Body, Does.Contain("</virtualmachine></jobresult><created>").And.Contain("<nic><id>"));
        Assert.That((await Demo.GetAsync($"command=listVirtualMachines&id={vm}&response=json")).Body, Does.Not.Contain("jobid"));
        Assert.That((await Demo.GetAsync("command=listAsyncJobs&keyword=deploy&response=json")).Body, Does.StartWith("{ \"listasyncjobsresponse\" : { \"count\":").And.Contain("\"asyncjobs\" : [  {\"accountid\""));
    }

    [Test]
    public async Task A_job_that_only_succeeds_says_so_with_a_boolean()
    {
        var group = await Demo.Server.RunAsync(new CreateDiskOffering("x", "y") { DiskSize = 1 });
        var (_, job) = await StartAsync($"command=createTags&resourceids={Demo.Network.Id}&resourcetype=Network&tags[0].key=env&tags[0].value={group.Id}");
        Assert.That(await EndAsync<Success>(job), Is.Null);
        Assert.That((await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}&response=json")).Body, Does.Contain("\"jobresulttype\":\"object\",\"jobresult\":{\"success\":true},\"created\""));
        Assert.That((await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}")).Body, Does.Contain("<jobresulttype>object</jobresulttype><jobresult><success>true</success></jobresult><created>"));
    }

    [Test]
    public async Task A_failed_job_has_530_and_the_code_of_the_failure_inside()
    {
        await Demo.PlanAsync("ensure:fail");
        var (_, job) = await StartAsync(Deploy());
        var failure = (CloudStackException?)await EndAsync<VirtualMachine>(job);
        await Demo.PlanAsync("");
        Assert.That(failure, Is.Not.Null);
        var code = (int)failure!.Code;
        Assert.That((await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}&response=json")).Body, Does.Match(
            $$""""jobstatus":2,"jobprocstatus":0,"jobresultcode":530,"jobresulttype":"object","jobresult":\{"errorcode":{{code}},"errortext":"[^"]+"\},"created""""));
        Assert.That((await Demo.GetAsync($"command=queryAsyncJobResult&jobid={job}")).Body, Does.Match(
            $"<jobresultcode>530</jobresultcode><jobresulttype>object</jobresulttype><jobresult><errorcode>{code}</errorcode><errortext>[^<]+</errortext></jobresult>"));
    }

    [Test]
    public async Task What_can_be_refused_at_once_is_no_job()
    {
        var answer = await Demo.GetAsync($"command=deployVirtualMachine&zoneid={Demo.Zone.Id}&templateid={Guid.NewGuid()}&serviceofferingid={Demo.Offering.Id}&response=json");
        Assert.That((answer.Status, answer.Body[..70]), Is.EqualTo((431, """{ "deployvirtualmachineresponse" : {"errorcode":431,"cserrorcode":4350""")));
    }

    [Test]
    public async Task A_job_is_for_those_who_may_see_its_account()
    {
        var (_, job) = await StartAsync($"command=createTags&resourceids={Demo.Network.Id}&resourcetype=Network&tags[0].key=seen&tags[0].value=by-root");
        Assert.That(await EndAsync<Success>(job), Is.Null);
        Assert.That((await Demo.Server.GetAsync(Demo.Ann, $"command=queryAsyncJobResult&jobid={job}&response=json")).Status, Is.EqualTo(531));
        Assert.That((await Demo.Server.GetAsync(Demo.DomainAdmin, $"command=queryAsyncJobResult&jobid={job}&response=json")).Status, Is.EqualTo(531));
        Assert.That((await Demo.GetAsync($"command=queryAsyncJobResult&jobid={Guid.NewGuid()}&response=json")).Status, Is.EqualTo(431));
    }
}
