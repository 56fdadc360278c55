using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Fuzz;

/// <summary>Sends bytes to a port of the loopback address and reads one HTTP answer; keeps the connection while the server does.</summary>
internal sealed class FuzzConnection(int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private TcpClient? _client;

    /// <returns>The status and the body; status 0 when the server hung up without an answer.</returns>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It does not answer.</exception>
    public async Task<(int Status, string Body)> SendAsync(byte[] request)
    {
        using var patience = new CancellationTokenSource(Patience);
        // A connection that the server has closed meanwhile is found out by using it.
        var reused = _client is not null;
        var answer = await TryAsync(request, patience.Token);
        return answer.Status == 0 && reused ? await TryAsync(request, patience.Token) : answer;
    }

    public void Dispose() => Close();

    private async Task<(int Status, string Body)> TryAsync(byte[] request, CancellationToken ct)
    {
        if (_client is null)
        {
            _client = new TcpClient { NoDelay = true };
            try
            {
                await _client.ConnectAsync(IPAddress.Loopback, port, ct);
            }
            catch (SocketException exception)
            {
                Close();
                throw new IOException($"The server cannot be reached: {exception.Message}", exception);
            }
        }
        try
        {
            var stream = _client.GetStream();
            await stream.WriteAsync(request, ct);
            return await ReadAsync(stream, request.AsSpan().StartsWith("HEAD"u8), ct);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Close();
            return (0, "");
        }
    }

    private async Task<(int Status, string Body)> ReadAsync(NetworkStream stream, bool noBody, CancellationToken ct)
    {
        using var received = new MemoryStream();
        var (end, length, status, close) = (-1, 0, 0, false);
        while (end < 0 || received.Length < end + length)
        {
            var count = await stream.ReadAsync(_buffer, ct);
            if (count == 0)
            {
                Close();
                return (status, Text(received, end));
            }
            received.Write(_buffer, 0, count);
            if (end < 0 && received.GetBuffer().AsSpan(0, (int)received.Length).IndexOf("\r\n\r\n"u8) is >= 0 and var found)
            {
                end = found + 4;
                var head = Encoding.Latin1.GetString(received.GetBuffer(), 0, found).Split("\r\n");
                status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
                string? Header(string name) => head.Skip(1).Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();
                close = string.Equals(Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);
                length = noBody || Header("Content-Length") is not { } text ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
            }
        }
        if (close)
        {
            Close();
        }
        return (status, Text(received, end));
    }

    private static string Text(MemoryStream received, int end) =>
        end < 0 ? "" : Encoding.UTF8.GetString(received.GetBuffer(), end, (int)received.Length - end);

    private void Close()
    {
        _client?.Dispose();
        _client = null;
    }
}
