using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace CloudStack.Plugins;

/// <summary>The plugins of some folders, loaded when first asked for.</summary>
internal sealed class PluginCatalog : IPluginCatalog, IAsyncDisposable, IDisposable
{
    private readonly Lazy<IReadOnlyList<Plugin>> _plugins;
    private readonly ConcurrentDictionary<Type, Lazy<object>> _services = new();
    private readonly ConditionalWeakTable<object, Plugin> _owners = [];
    private int _disposed;

    public PluginCatalog(PluginSources sources, PluginHost host) => _plugins = new(() => new PluginFinder(host).LoadAll(sources));

    public IReadOnlyList<PluginStatus> Plugins
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            return [.. _plugins.Value.Select(plugin => plugin.Status)];
        }
    }

    public IReadOnlyList<T> GetServices<T>() where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return (IReadOnlyList<T>)_services.GetOrAdd(typeof(T), _ => new Lazy<object>(Collect<T>)).Value;
    }

    public void ReportFault(object service, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(exception);
        OwnerOf(service)?.ReportFault(service, exception);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _plugins.IsValueCreated)
        {
            foreach (var plugin in _plugins.Value)
            {
                await plugin.DisposeAsync();
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _plugins.IsValueCreated)
        {
            foreach (var plugin in _plugins.Value)
            {
                plugin.Dispose();
            }
        }
    }

    private IReadOnlyList<T> Collect<T>() where T : class
    {
        List<T> found = [];
        foreach (var plugin in _plugins.Value)
        {
            foreach (var service in plugin.GetServices<T>())
            {
                found.Add(service);
                _owners.AddOrUpdate(service, plugin);
            }
        }

        return found.AsReadOnly();
    }

    /// <summary>The plugin that gave the service; for a part of one, such as a filter in a pipeline, the plugin whose code it is; null for the host's own.</summary>
    private Plugin? OwnerOf(object service)
    {
        if (_owners.TryGetValue(service, out var plugin))
        {
            return plugin;
        }

        var context = AssemblyLoadContext.GetLoadContext(service.GetType().Assembly);
        return _plugins.IsValueCreated ? _plugins.Value.FirstOrDefault(candidate => candidate.Code is { } code && code.Context == context) : null;
    }
}
