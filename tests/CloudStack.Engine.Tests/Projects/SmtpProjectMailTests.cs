using System.Net;
using System.Net.Sockets;

namespace CloudStack.Engine.Tests.Projects;

public sealed class SmtpProjectMailTests
{
    [Test]
    public async Task A_mail_reaches_the_server_of_the_settings()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener);
        await SetAsync(cloud, ("project.smtp.host", "127.0.0.1"), ("project.email.sender", "cloud@example.com"),
            ("project.smtp.port", ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        await cloud.Get<IProjectMail>().SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None);

        var lines = await received;
        Assert.That(lines, Has.Some.Contains("<cloud@example.com>").And.Some.Contains("RCPT TO:<dev@example.com>").And.Some.EqualTo("Subject: Hello").And.Some.EqualTo("The text"));
    }

    [Test]
    public async Task Without_a_server_or_with_one_that_is_not_there_mail_is_refused_clearly()
    {
        await using var cloud = await TestCloud.StartAsync();
        var mail = cloud.Get<IProjectMail>();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var unset = Assert.ThrowsAsync<CloudStackException>(() => mail.SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None))!;
        await SetAsync(cloud, ("project.smtp.host", "127.0.0.1"), ("project.email.sender", "cloud@example.com"),
            ("project.smtp.port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var absent = Assert.ThrowsAsync<CloudStackException>(() => mail.SendAsync("dev@example.com", "Hello", "The text", CancellationToken.None))!;

        Assert.That((unset.Code, absent.Code), Is.EqualTo((ErrorCode.ResourceUnavailable, ErrorCode.ResourceUnavailable)));
        Assert.That(unset.Message, Does.Contain("project.smtp.host"));
    }

    private static async Task SetAsync(TestCloud cloud, params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            await cloud.RunAsync(new UpdateConfiguration(name) { Value = value });
        }
    }

    /// <summary>A mail server for one mail; returns what it was told.</summary>
    private static async Task<List<string>> ReceiveAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        List<string> lines = [];
        var isText = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (isText)
            {
                if (line == ".")
                {
                    isText = false;
                    await writer.WriteLineAsync("250 taken");
                }
                continue;
            }
            isText = line == "DATA";
            await writer.WriteLineAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250 test" : isText ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
            if (line == "QUIT")
            {
                break;
            }
        }
        return lines;
    }
}
