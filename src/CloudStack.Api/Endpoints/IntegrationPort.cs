using System.Net;
using CloudStack.Api.Wire;
using CloudStack.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudStack.Api.Endpoints;

/// <summary>
/// The port that asks for no signature: open while the host runs if the setting <c>integration.api.port</c> was set when it started. Every call has the
/// rights of the cloud itself.
/// </summary>
internal sealed partial class IntegrationPort(
    IApiSettings settings, ApiPipeline pipeline, ResponseWriter writer, Renderers renderers, IOptions<ApiOptions> options, ILoggerFactory loggers,
    ILogger<IntegrationPort> logger) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    /// <summary>Where it listens; null when it does not.</summary>
    public string? Address => _server?.Urls.FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await settings.LoadAsync(cancellationToken);
        if (settings.Current.IntegrationPort is not { } port)
        {
            return;
        }
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(new IPEndPoint(options.Value.IntegrationAddress, port));
        });
        var server = builder.Build();
        server.Run(HandleAsync);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            // A cloud without this port is better than none.
            LogUnavailable(exception, port);
            await server.DisposeAsync();
            return;
        }
        _server = server;
        LogOpen(port, options.Value.IntegrationAddress);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    /// <summary>Only the query string counts, any path will do, and each connection serves one request.</summary>
    private async Task HandleAsync(HttpContext context)
    {
        var parameters = RequestReader.ReadQuery(context.Request);
        var json = parameters.TryGet("response", out var response) && response == "json";
        var answer = await pipeline.AnswerTrustedAsync(parameters, context.RequestAborted);
        if (answer is ErrorAnswer error)
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = ApiEndpoint.OneLine(error.Text);
        }
        context.Response.Headers.Connection = "close";
        await writer.WriteAsync(context.Response, answer, json, renderers.ContentType(json), context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning, "Port {Port} of {Address} serves the API without asking who calls: whoever reaches it has root's rights.")]
    private partial void LogOpen(int port, IPAddress address);

    [LoggerMessage(LogLevel.Error, "The integration port {Port} could not be opened; the cloud runs without it.")]
    private partial void LogUnavailable(Exception exception, int port);
}
