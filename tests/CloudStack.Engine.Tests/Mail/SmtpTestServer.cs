using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Engine.Tests.Mail;

/// <summary>A mail server on loopback that keeps what it is told. With a login it takes mail only from who gives it.</summary>
internal sealed class SmtpTestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly (string User, string Password)? _login;

    public SmtpTestServer((string User, string Password)? login = null)
    {
        _login = login;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Port => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The lines of each mail that was taken, with those that came before it.</summary>
    public List<List<string>> Mails { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        List<string> lines = [];
        var (isText, isKnown) = (false, _login is null);
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (isText)
            {
                if (line == ".")
                {
                    isText = false;
                    Mails.Add(lines);
                    await writer.WriteLineAsync("250 taken");
                }
                continue;
            }
            switch (line.Split(' ')[0])
            {
                case "EHLO":
                    await writer.WriteLineAsync(_login is null ? "250 test" : "250-test\r\n250 AUTH PLAIN");
                    break;
                case "AUTH":
                    isKnown = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])) == $"\0{_login!.Value.User}\0{_login.Value.Password}";
                    await writer.WriteLineAsync(isKnown ? "235 come in" : "535 wrong user name or password");
                    break;
                case "DATA":
                    isText = isKnown;
                    await writer.WriteLineAsync(isKnown ? "354 go on" : "530 log in first");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}
