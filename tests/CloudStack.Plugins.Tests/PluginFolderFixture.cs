using System.Collections.Concurrent;
using CloudStack.Drivers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Plugins.Tests;

/// <summary>A folder of plugins of its own for each test, and a host that loads them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal abstract class PluginFolderFixture : IDisposable
{
    private readonly List<ServiceProvider> _hosts = [];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("cloudstack-plugins-").FullName;

    protected LogBook Log { get; } = new();

    public void Dispose()
    {
        _hosts.ForEach(host => host.Dispose());
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Puts a built plugin into the folder; its manifest may be changed.</summary>
    protected string Add(string plugin, string? folder = null, Func<string, string>? change = null)
    {
        var target = Directory.CreateDirectory(Path.Combine(Folder, folder ?? plugin)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plugins", plugin)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        if (change is not null)
        {
            var manifest = Path.Combine(target, "cloudstack-plugin.json");
            File.WriteAllText(manifest, change(File.ReadAllText(manifest)));
        }

        return target;
    }

    protected ServiceProvider StartHost(Action<PluginOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = new Builder();
        builder.Services.AddSingleton<ILoggerFactory>(Log).AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2042, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        builder.Services.AddSingleton<IIdSource>(new OneId()).AddSingleton("a secret of the host");
        services?.Invoke(builder.Services);
        builder.AddPlugins(Folder, configure);
        var host = builder.Services.BuildServiceProvider();
        _hosts.Add(host);
        return host;
    }

    protected IPluginCatalog Load(Action<PluginOptions>? configure = null) => StartHost(configure).GetRequiredService<IPluginCatalog>();

    /// <summary>What a plugin's driver tells of itself.</summary>
    protected static async Task<IReadOnlyList<string>> AskAsync(IPluginCatalog catalog, string hypervisor)
    {
        var driver = catalog.GetServices<IHypervisorDriver>().Single(candidate => candidate.Traits.Hypervisor == hypervisor);
        var host = new HostEndpoint { Id = HostId.From(Guid.Empty), Address = new Uri("test://host") };
        return (await driver.ProbeAsync(host, CancellationToken.None)).Capabilities;
    }

    protected static PluginStatus Status(IPluginCatalog catalog, string name) => catalog.Plugins.Single(plugin => plugin.Name == name);

    private sealed class Builder : ICloudStackBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }

    private sealed class OneId : IIdSource
    {
        public Guid NewGuid() => new("00000000-0000-0000-0000-00000000002a");
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class LogBook : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> Lines => _lines;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
