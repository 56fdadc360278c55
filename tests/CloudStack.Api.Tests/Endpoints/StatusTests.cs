using CloudStack.Api.Endpoints;
using CloudStack.Api.Wire;

namespace CloudStack.Api.Tests.Endpoints;

/// <summary>Section 11 of the protocol: status, roots, headers and content types.</summary>
internal sealed class StatusTests
{
    private const string NotVerified = "The caller or the signature could not be verified.";

    private static IEnumerable<CommandDescriptor> Commands => CommandCatalog.Default.Commands;

    [Test]
    public async Task Without_a_command_the_root_is_null_and_without_anything_errorresponse()
    {
        var command = await Demo.Server.GetAsync("response=json&foo=bar");
        Assert.That((command.Status, command.Body), Is.EqualTo((401, $$"""{ "null" : {"errorcode":401,"errortext":"{{NotVerified}}"} }""")));
        var nothing = await Demo.Server.GetAsync("");
        Assert.That((nothing.Status, nothing.Body), Is.EqualTo((401,
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><errorresponse cloud-stack-version=\"4.1.0\"><errorcode>401</errorcode><errortext>{NotVerified}</errortext></errorresponse>")));
    }

    [Test]
    public async Task An_error_of_a_command_is_described_in_a_header()
    {
        var answer = await Demo.GetAsync("command=listPods&zoneid=4711&response=json");
        Assert.That((answer.Status, answer.Header("X-Description")), Is.EqualTo((431, "zoneid: there is nothing with the number 4711.")));
        Assert.That(answer.Header("Cache-Control"), Is.Null);
    }

    [Test]
    public void A_header_has_one_line_of_ascii() => Assert.That(ApiEndpoint.OneLine("a\r\nX-Evil: \u00FC"), Is.EqualTo("a  X-Evil: ?"));

    [Test]
    public async Task The_content_type_of_json_is_a_setting()
    {
        await Demo.SetAsync("json.content.type", "application/json");
        try
        {
            Assert.That((await Demo.GetAsync("command=listZones&response=json")).Header("Content-Type"), Is.EqualTo("application/json; charset=UTF-8"));
        }
        finally
        {
            await Demo.SetAsync("json.content.type", "text/javascript");
        }
    }

    [Test]
    public void Trouble_of_the_operator_is_told_to_root_only()
    {
        Assert.That(WireError.Text(new(ErrorCode.InsufficientCapacity, "host1 is full"), isRoot: false), Does.Not.Contain("host1"));
        Assert.That(WireError.Text(new(ErrorCode.InsufficientCapacity, "host1 is full"), isRoot: true), Is.EqualTo("host1 is full"));
        Assert.That(WireError.Text(new(ErrorCode.InvalidParameter, "name is taken"), isRoot: false), Is.EqualTo("name is taken"));
        Assert.That(WireError.Text(new(ErrorCode.Internal, "disk full", new IOException()), isRoot: false), Does.Not.Contain("disk"));
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Every_command_is_served(CommandDescriptor command)
    {
        var answer = await Demo.Server.GetAsync($"command={command.Name}&response=json&apiKey={Demo.Admin.ApiKey}&signature=wrong");
        Assert.That((answer.Status, answer.Body), Is.EqualTo((401, $$"""{ "{{command.ResponseName}}" : {"errorcode":401,"errortext":"{{NotVerified}}"} }""")));
    }

    [Test]
    public async Task A_command_inside_a_command_has_its_parameters_among_the_others()
    {
        var answer = await Demo.GetAsync($"command=explainPlacement&zoneid=1&templateid={Demo.Template.Id}&serviceofferingid={Demo.Offering.Id}&networkids={Demo.Network.Id}&response=json");
        Assert.That(answer.Body, Does.StartWith("""{ "explainplacementresponse" :  { "placement" : {"placed":true,"hostid":"""));
        var refused = await Demo.GetAsync("command=explainPlacement&zoneid=1&response=json");
        Assert.That(refused.Body, Does.Contain("deployVirtualMachine needs the parameter serviceofferingid."));
    }

    [TestCase(ErrorCode.InvalidParameter, 4350)]
    [TestCase(ErrorCode.PermissionDenied, 4365)]
    [TestCase(ErrorCode.ResourceLimit, 4280)]
    [TestCase(ErrorCode.InsufficientCapacity, 4325)]
    [TestCase(ErrorCode.ResourceUnavailable, 4380)]
    [TestCase(ErrorCode.ResourceAllocation, 4370)]
    [TestCase(ErrorCode.ResourceInUse, 4375)]
    [TestCase(ErrorCode.NetworkRuleConflict, 4360)]
    [TestCase(ErrorCode.Internal, 4250)]
    [TestCase(ErrorCode.UnsupportedAction, 9999)]
    [TestCase(ErrorCode.ApiLimitExceeded, 9999)]
    [TestCase(ErrorCode.MalformedParameter, 9999)]
    public void Each_kind_of_error_has_the_number_of_the_exception_behind_it(ErrorCode code, int csCode) =>
        Assert.That(WireError.CsCode(new(code, "x")), Is.EqualTo(csCode));

    [Test]
    public async Task A_refused_limit_has_its_own_status()
    {
        var user = await Demo.AccountAsync(0, "small", "small's pass");
        var keys = await Demo.KeysAsync(user);
        await Demo.Server.RunAsync(new UpdateResourceLimit(2) { Account = "small", DomainId = Demo.West.Id, Max = 0 });
        var offering = (await Demo.Server.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];
        var answer = await Demo.Server.GetAsync(keys, $"command=createVolume&name=v&zoneid={Demo.Zone.Id}&diskofferingid={offering.Id}&response=json");
        Assert.That(answer.Body, Does.Match("^\\{ \"createvolumeresponse\" : \\{\"errorcode\":53[25],\"cserrorcode\":4\\d+,"));
    }
}
