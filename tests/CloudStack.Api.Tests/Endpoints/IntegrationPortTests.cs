using System.Net;
using System.Net.Sockets;
using CloudStack.Api.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Api.Tests.Endpoints;

/// <summary>The port that asks for no signature (sections 1, 2 and 11 of the protocol).</summary>
internal sealed class IntegrationPortTests
{
    private ApiServer _server = null!;
    private int _port;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cloudstack-api-").FullName, "cloud.db");
        _port = FreePort();
        await using (var first = await ApiServer.StartAsync(cloud => cloud.UseSqlite(file)))
        {
            Assert.That(first.Services.GetRequiredService<IntegrationPort>().Address, Is.Null, "it is closed unless the setting opens it");
            await first.RunAsync(new UpdateConfiguration("integration.api.port") { Value = $"{_port}" });
        }
        _server = await ApiServer.StartAsync(cloud => cloud.UseSqlite(file));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Any_path_is_served_with_the_rights_of_the_cloud_itself()
    {
        var answer = await RawHttp.GetAsync(_port, "/any/path?command=listDomains&listall=true&response=json");
        Assert.That((answer.Status, answer.Header("Content-Type"), answer.Header("Connection")), Is.EqualTo((200, "text/javascript", "close")));
        Assert.That(answer.Body, Does.StartWith("{ \"listdomainsresponse\" : { \"count\":1 ,\"domain\" : [  {\"id\":"));
        var xml = await RawHttp.GetAsync(_port, "/?command=listCapabilities");
        Assert.That((xml.Header("Content-Type"), xml.Body[..70]), Is.EqualTo(("text/xml", """<?xml version="1.0" encoding="UTF-8"?><listcapabilitiesresponse cloud-"""[..70])));
    }

    [TestCase("response=json", true)]
    [TestCase("RESPONSE=json", true)]
    [TestCase("response=JSON", false)]
    public async Task The_format_is_named_in_any_case_but_spelled_exactly(string format, bool json) =>
        Assert.That((await RawHttp.GetAsync(_port, $"/?command=listZones&{format}")).Body, Does.StartWith(json ? "{ \"listzonesresponse\" : { } }" : "<?xml"));

    [Test]
    public async Task A_body_is_ignored() =>
        Assert.That((await RawHttp.PostAsync(_port, "/?response=json", "command=listZones")).Status, Is.EqualTo(432));

    [Test]
    public async Task Errors_are_in_the_status_line_and_a_missing_command_is_an_unknown_one()
    {
        var refused = await RawHttp.GetAsync(_port, "/?command=listPods&zoneid=4711&response=json");
        Assert.That((refused.Status, refused.Reason, refused.Header("X-Description")), Is.EqualTo((431, "zoneid: there is nothing with the number 4711.", (string?)null)));
        var missing = await RawHttp.GetAsync(_port, "/?response=json");
        Assert.That(missing.Status, Is.EqualTo(432));
        Assert.That(missing.Body, Does.StartWith("""{ "errorresponse" : {"errorcode":432,"cserrorcode":9999,"""));
    }

    [Test]
    public void It_listens_on_loopback_unless_told_otherwise() =>
        Assert.That(_server.Services.GetRequiredService<IntegrationPort>().Address, Is.EqualTo($"http://127.0.0.1:{_port}"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
