using CloudStack.Engine;

namespace CloudStack.Server.Hosting;

/// <summary>Whether the process runs, and whether it can serve.</summary>
internal static partial class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IApiSettings settings, IEntityNumbers numbers, IHostApplicationLifetime lifetime, ILogger<IApiSettings> logger, CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        try
        {
            // A question to the database that has no answer is as good as any.
            await settings.LoadAsync(ct).WaitAsync(Patience, ct);
            await numbers.FindAsync(typeof(ZoneId), 0, ct).WaitAsync(Patience, ct);
            return Results.Text("ready");
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotReady(logger, exception);
            return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The server is not ready: its cloud or database does not answer.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
