using System.Net;
using CloudStack.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Api.Tests;

/// <summary>A cloud on the simulator behind a real socket of its own.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    public const string AdminPassword = "Admin pass 1";

    private readonly WebApplication _app;

    private ApiServer(WebApplication app, LogKeeper log)
    {
        (_app, Log) = (app, log);
        Port = new Uri(app.Urls.First()).Port;
    }

    public int Port { get; }

    /// <summary>Everything that was logged.</summary>
    public LogKeeper Log { get; }

    public ICloud Cloud => _app.Services.GetRequiredService<ICloud>();

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiServer> StartAsync(Action<ICloudStackBuilder>? configure = null, Action<ApiOptions>? configureApi = null, string? faults = null)
    {
        var log = new LogKeeper();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(new EasternTime());
        builder.Services.AddCloudStack(cloud =>
        {
            cloud.UseSqliteInMemory().AddPlugins("plugins", plugins => plugins.Set("simulator", "control", faults ?? "")).Configure(options =>
            {
                options.RunBackgroundWork = false;
                options.AdminPassword = AdminPassword;
            });
            configure?.Invoke(cloud);
        });
        builder.Services.AddCloudStackApi(configureApi);
        var app = builder.Build();
        app.MapCloudStackApi();
        await app.StartAsync();
        return new(app, log);
    }

    public Task<T> RunAsync<T>(ICommand<T> command) => Cloud.ExecuteAsync(command, Caller.Root);

    /// <summary>Sends a query to the main endpoint as it stands.</summary>
    public Task<RawAnswer> GetAsync(string query, params string[] headers) => RawHttp.GetAsync(Port, $"/client/api?{query}", headers);

    /// <summary>Sends a signed query.</summary>
    public Task<RawAnswer> GetAsync(Keys keys, string query) => GetAsync(keys.Sign(query));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The clock of this machine in a zone that it is not in.</summary>
    private sealed class EasternTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromHours(2), "Test", "Test");
    }
}

/// <summary>Keeps what is logged, as text.</summary>
internal sealed class LogKeeper : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<(string? Trace, string Line)> _traced = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>The lines that were logged in a trace.</summary>
    public IReadOnlyList<string> Of(string trace) => [.. _traced.Where(pair => pair.Trace == trace).Select(pair => pair.Line)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)} {exception}";
        _lines.Enqueue(line);
        _traced.Enqueue((System.Diagnostics.Activity.Current?.TraceId.ToHexString(), line));
    }

    public void Dispose()
    {
    }
}
