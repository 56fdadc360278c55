using System.Buffers;
using System.Diagnostics;
using CloudStack.Api.Authentication;
using CloudStack.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudStack.Api.Endpoints;

/// <summary>The main endpoint: HTTP in, HTTP out.</summary>
internal sealed class ApiEndpoint(ApiPipeline pipeline, ResponseWriter writer, Renderers renderers, CommandEndpoints endpoints, ApiTelemetry telemetry, IOptions<ApiOptions> options)
{
    private const string Cookie = "JSESSIONID";

    private static readonly SearchValues<char> HeaderText = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code)]);

    /// <summary>Serves a request; the session cookie is for <paramref name="cookiePath"/> and below.</summary>
    public async Task HandleAsync(HttpContext context, string cookiePath)
    {
        var (ct, started) = (context.RequestAborted, Stopwatch.GetTimestamp());
        RequestParameters parameters;
        try
        {
            parameters = await RequestReader.ReadAsync(context.Request, options.Value.MostFormBytes, ct);
        }
        catch (BadHttpRequestException exception)
        {
            // A body that is broken or too large is the client's affair, and no error of the server to fill the log with.
            context.Response.StatusCode = exception.StatusCode;
            context.Response.Headers.Connection = "close";
            telemetry.Record(null, exception.StatusCode, started);
            return;
        }
        var json = string.Equals(parameters.Response, "json", StringComparison.OrdinalIgnoreCase);
        var (answer, session) = await pipeline.AnswerAsync(parameters, context.Request.Cookies[Cookie], ct);
        if (session is not null)
        {
            context.Response.Cookies.Append(Cookie, session.Id,
                new() { Path = cookiePath, HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax });
        }
        if (answer is ErrorAnswer { IsDescribed: true } error)
        {
            context.Response.Headers["X-Description"] = OneLine(error.Text);
        }
        telemetry.Record(Login.IsLogin(parameters.Command) ? "login" : Login.IsLogout(parameters.Command) ? "logout"
            : endpoints.TryGet(parameters.Command, out var endpoint) ? endpoint.Command.Name : null, answer.Status, started);
        await writer.WriteAsync(context.Response, answer, json, $"{renderers.ContentType(json)}; charset=UTF-8", ct);
    }

    /// <summary>Text as a header can carry it.</summary>
    public static string OneLine(string text) => text.AsSpan().IndexOfAnyExcept(HeaderText) < 0
        ? text
        : string.Create(text.Length, text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = source[i] is '\r' or '\n' or '\t' ? ' ' : HeaderText.Contains(source[i]) ? source[i] : '?';
            }
        });
}
