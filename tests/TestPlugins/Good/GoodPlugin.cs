using CloudStack;
using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestLibrary;

namespace TestPlugins;

public sealed class GoodPlugin : IPlugin
{
    public void Configure(IServiceCollection services, PluginContext context)
    {
        services.AddSingleton<Farewell>();
        services.AddSingleton<IHypervisorDriver, GoodDriver>();
    }
}

/// <summary>Tells in a probe what the plugin sees.</summary>
internal sealed class GoodDriver(IServiceProvider services, PluginContext context, TimeProvider time, IIdSource ids, ILogger<GoodDriver> logger, Farewell farewell)
    : TestDriver("Good", () =>
    [
        Library.NewName(),
        $"library assembly {typeof(Library).Assembly.GetName().Version}",
        $"farewell {farewell.IsOpen}",
        $"time {time.GetUtcNow():yyyy}",
        $"id {ids.NewGuid()}",
        $"log {logger.IsEnabled(LogLevel.Warning)}",
        $"catalog {services.GetService(typeof(IPluginCatalog)) is not null}",
        $"cloud {services.GetService(typeof(ICloud)) is not null}",
        $"text {services.GetService(typeof(string)) ?? "none"}",
        .. context.Settings.Select(setting => $"setting {setting.Key}={setting.Value}"),
    ]);

internal sealed class Farewell(PluginContext context) : IAsyncDisposable
{
    public bool IsOpen { get; private set; } = true;

    public async ValueTask DisposeAsync()
    {
        IsOpen = false;
        if (context.Settings.TryGetValue("disposed.file", out var file))
        {
            await File.WriteAllTextAsync(file, "disposed");
        }
    }
}
