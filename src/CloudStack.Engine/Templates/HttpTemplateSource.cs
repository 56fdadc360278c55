using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>
/// Asks for the first bytes of the file. The address is resolved once and checked, and the connection goes to the checked address, so that a name that
/// changes in between leads nowhere; each redirect is checked likewise.
/// </summary>
internal sealed class HttpTemplateSource : ITemplateSource, IDisposable
{
    private static readonly int[] UsualPorts = [80, 443, 8080];
    private readonly SettingsStore _settings;
    private readonly HttpClient _client;

    public HttpTemplateSource(SettingsStore settings)
    {
        _settings = settings;
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = 5,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = TimeSpan.FromSeconds(20) };
    }

    public async Task<TemplateSourceFacts> ProbeAsync(Uri url, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(0, ImageHeader.Length - 1) } };
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode)
            {
                throw CloudStackException.Invalid($"{Shown(url)} answers {(int)response.StatusCode} {response.ReasonPhrase}; a template must be there to be registered.");
            }
            var size = response.Content.Headers.ContentRange?.Length
                ?? (response.StatusCode == HttpStatusCode.PartialContent ? null : response.Content.Headers.ContentLength);
            var start = new byte[ImageHeader.Length];
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            var read = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
            return ImageHeader.Read(start.AsSpan(0, read), size ?? 0);
        }
        catch (HttpRequestException exception) when (Refusal(exception) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new CloudStackException(ErrorCode.InvalidParameter, $"{Shown(url)} cannot be read: {Reason(exception)} Check the address and try again.", exception);
        }
    }

    public async Task CheckAsync(Uri url, CancellationToken ct)
    {
        try
        {
            foreach (var address in await Dns.GetHostAddressesAsync(url.DnsSafeHost, ct))
            {
                Check(url.Host, url.Port, address);
            }
        }
        catch (SocketException exception)
        {
            throw new CloudStackException(ErrorCode.InvalidParameter, $"The name {url.Host} is unknown: {exception.Message}", exception);
        }
    }

    public async Task<ImageSource> OpenAsync(Uri url, CancellationToken ct)
    {
        try
        {
            var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.IsSuccessStatusCode)
            {
                return new(await response.Content.ReadAsStreamAsync(ct), response.Content.Headers.ContentLength, response);
            }
            response.Dispose();
            throw new DriverException(Outcome.NotApplied, $"{Shown(url)} answers {(int)response.StatusCode} {response.ReasonPhrase}.", MayPass(response.StatusCode));
        }
        catch (HttpRequestException exception) when (Refusal(exception) is { } refusal)
        {
            throw new DriverException(Outcome.NotApplied, refusal.Message, canRetry: false, refusal);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new DriverException(Outcome.NotApplied, $"{Shown(url)} cannot be read: {Reason(exception)}", canRetry: true, exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, ct);
        foreach (var address in addresses)
        {
            Check(host, port, address);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Check(string host, int port, IPAddress address)
    {
        if (InternalSites.IsAllowed(address, _settings.Current.SecStorageAllowedInternalSites))
        {
            return;
        }
        if (InternalSites.IsInner(address))
        {
            throw CloudStackException.Invalid($"{host} is on an inner network. A root administrator can allow it with the setting secstorage.allowed.internal.sites.");
        }
        if (!UsualPorts.Contains(port))
        {
            throw CloudStackException.Invalid($"Port {port} of {host} is not allowed: templates are fetched from ports 80, 8080 and 443.");
        }
    }

    /// <summary>The refusal of <see cref="Check"/>, which the HTTP client wraps.</summary>
    private static CloudStackException? Refusal(Exception? exception) => exception is null or CloudStackException ? (CloudStackException?)exception : Refusal(exception.InnerException);

    private static string Reason(Exception exception) => exception is OperationCanceledException ? "no answer in time." : $"{exception.GetBaseException().Message.TrimEnd('.')}.";

    /// <summary>The address without user name, password and query, which may be secrets.</summary>
    private static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
