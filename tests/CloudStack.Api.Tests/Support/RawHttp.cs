using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Api.Tests;

/// <summary>An answer as it came over the socket.</summary>
internal sealed record RawAnswer(int Status, string Reason, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string? Header(string name) => Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
}

/// <summary>HTTP without a client in between: what is written here is what goes out, and what comes back is not touched.</summary>
internal static class RawHttp
{
    public static Task<RawAnswer> GetAsync(int port, string target, params string[] headers) => SendAsync(port, "GET", target, null, headers);

    public static Task<RawAnswer> PostAsync(int port, string target, string form, params string[] headers) =>
        SendAsync(port, "POST", target, form, ["Content-Type: application/x-www-form-urlencoded", .. headers]);

    public static async Task<RawAnswer> SendAsync(int port, string method, string target, string? body, string[] headers)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        foreach (var header in headers)
        {
            text.Append(header).Append("\r\n");
        }
        if (body is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        }
        text.Append("\r\n").Append(body);

        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        using var received = new MemoryStream();
        await stream.CopyToAsync(received);
        return Parse(received.ToArray());
    }

    private static RawAnswer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var status = head[0].Split(' ', 3);
        var headers = head.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])).ToList();
        return new(int.Parse(status[1], CultureInfo.InvariantCulture), status.Length > 2 ? status[2] : "", headers,
            Encoding.UTF8.GetString(bytes, end + 4, bytes.Length - end - 4));
    }
}
