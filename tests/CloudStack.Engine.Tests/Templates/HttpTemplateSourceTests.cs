using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Engine.Tests.Templates;

public sealed class HttpTemplateSourceTests
{
    private static readonly byte[] Qcow2 =
    [
        .. "QFI"u8, 0xfb, 0, 0, 0, 3, .. new byte[16], 0, 0, 0, 2, 0, 0, 0, 0, .. new byte[32],
    ];

    [Test]
    public async Task Size_and_format_are_read_from_the_start_of_the_file()
    {
        using var server = new Server("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-63/123456\r\nContent-Length: 64\r\n\r\n", Qcow2);
        using var source = await SourceAsync("127.0.0.0/8");

        var facts = await source.ProbeAsync(server.Url, CancellationToken.None);

        Assert.That(facts, Is.EqualTo(new TemplateSourceFacts(123456, "QCOW2", 8L << 30)));
        Assert.That(await server.Asked, Does.StartWith("GET /a.qcow2").And.Contain("Range: bytes=0-63"));
    }

    [Test]
    public async Task A_server_without_ranges_tells_the_size_too()
    {
        using var server = new Server("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", new byte[64]);
        using var source = await SourceAsync("192.168.0.0/16, 127.0.0.1");

        Assert.That(await source.ProbeAsync(server.Url, CancellationToken.None), Is.EqualTo(new TemplateSourceFacts(9999)));
    }

    [Test]
    public async Task A_missing_file_is_told()
    {
        using var server = new Server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", []);
        using var source = await SourceAsync("127.0.0.0/8");

        var refusal = Assert.ThrowsAsync<CloudStackException>(() => source.ProbeAsync(server.Url, CancellationToken.None));

        Assert.That(refusal!.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain("404"));
    }

    [Test]
    public async Task The_inner_network_is_not_contacted()
    {
        using var server = new Server("", []);
        using var source = await SourceAsync(null);

        var refusal = Assert.ThrowsAsync<CloudStackException>(() => source.ProbeAsync(server.Url, CancellationToken.None));

        Assert.That(refusal!.Message, Does.Contain("secstorage.allowed.internal.sites"));
        Assert.That(server.Asked.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_redirect_to_the_inner_network_is_not_followed()
    {
        using var server = new Server("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/a.qcow2\r\nContent-Length: 0\r\n\r\n", []);
        using var source = await SourceAsync("127.0.0.0/8");

        var refusal = Assert.ThrowsAsync<CloudStackException>(() => source.ProbeAsync(server.Url, CancellationToken.None));

        Assert.That(refusal!.Message, Does.Contain("169.254.169.254"));
    }

    [TestCase("127.0.0.1", true)]
    [TestCase("10.1.2.3", true)]
    [TestCase("172.31.0.1", true)]
    [TestCase("172.32.0.1", false)]
    [TestCase("169.254.169.254", true)]
    [TestCase("0.0.0.0", true)]
    [TestCase("224.0.0.1", true)]
    [TestCase("::1", true)]
    [TestCase("::ffff:10.0.0.1", true)]
    [TestCase("::10.0.0.1", true)]
    [TestCase("fe80::1", true)]
    [TestCase("fd00::1", true)]
    [TestCase("2606:2800::1", false)]
    [TestCase("93.184.216.34", false)]
    public void Inner_addresses_are_known(string address, bool inner) =>
        Assert.That(InternalSites.IsInner(IPAddress.Parse(address)), Is.EqualTo(inner));

    private static async Task<HttpTemplateSource> SourceAsync(string? allowed)
    {
        await using var cloud = await TestCloud.StartAsync();
        if (allowed is not null)
        {
            await cloud.RunAsync(new UpdateConfiguration("secstorage.allowed.internal.sites") { Value = allowed });
        }
        return new(cloud.Get<SettingsStore>());
    }

    /// <summary>Gives one answer to one request.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Server(string head, byte[] body)
        {
            _listener.Start();
            Asked = ServeAsync(head, body);
        }

        public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/a.qcow2");

        public Task<string> Asked { get; }

        public void Dispose() => _listener.Dispose();

        private async Task<string> ServeAsync(string head, byte[] body)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var request = new byte[4096];
            var length = await stream.ReadAsync(request);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body);
            return Encoding.ASCII.GetString(request, 0, length);
        }
    }
}
