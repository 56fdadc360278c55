using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Plugins;

/// <summary>A plugin folder that was found, how it is, and its code when that is loaded.</summary>
internal sealed partial class Plugin(string name, string? version, ILogger logger)
{
    private volatile PluginStatus _status = new(name, version, PluginState.Loaded, null);

    public PluginStatus Status => _status;

    public PluginCode? Code { get; private set; }

    public void Refuse(string reason) => Become(PluginState.Incompatible, reason, null);

    public void Load(PluginManifest manifest, PluginContext context, PluginHost host)
    {
        try
        {
            Code = PluginCode.Load(manifest, context, host);
            LogLoaded(name, version, string.Join(", ", manifest.Provides));
        }
        catch (Exception exception)
        {
            Become(PluginState.Faulted, $"It could not be loaded: {Describe(exception)}", exception);
        }
    }

    /// <summary>Its services of a kind; none when one of them cannot be made.</summary>
    public IReadOnlyList<T> GetServices<T>() where T : class
    {
        if (Code is null)
        {
            return [];
        }

        try
        {
            return [.. Code.Services.GetServices<T>()];
        }
        catch (Exception exception)
        {
            Become(PluginState.Faulted, $"It could not make its {typeof(T).Name}: {Describe(exception)}", exception);
            return [];
        }
    }

    public void ReportFault(object service, Exception exception) =>
        Become(PluginState.Faulted, $"{service.GetType().Name} threw in a call: {Describe(exception)} The plugin goes on being used.", exception);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (Code?.Services.DisposeAsync() ?? default);
        }
        catch (Exception exception)
        {
            LogNotDisposed(exception, name);
        }
    }

    public void Dispose()
    {
        try
        {
            Code?.Services.Dispose();
        }
        catch (Exception exception)
        {
            LogNotDisposed(exception, name);
        }
    }

    private void Become(PluginState state, string reason, Exception? exception)
    {
        // A service that keeps failing in the same way is told once.
        if (_status.Reason != reason)
        {
            _status = _status with { State = state, Reason = reason };
            LogNotWell(exception, name, state, reason);
        }
    }

    private static string Describe(Exception exception)
    {
        var cause = exception is TargetInvocationException or TypeInitializationException or AggregateException ? exception.InnerException ?? exception : exception;
        return $"{cause.GetType().Name}: {cause.Message}";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Plugin {Plugin} {Version} is loaded and provides {Provides}")]
    private partial void LogLoaded(string plugin, string? version, string provides);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Plugin} is {State}: {Reason}")]
    private partial void LogNotWell(Exception? exception, string plugin, PluginState state, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Plugin} threw while it was disposed")]
    private partial void LogNotDisposed(Exception exception, string plugin);
}
