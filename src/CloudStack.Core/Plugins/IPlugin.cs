using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Plugins;

/// <summary>
/// The entry of a plugin. It has a public constructor without parameters and is made once, in the plugin's own load context.
/// What it registers stays in a container of its own; the cloud takes from there the services of the kinds that it knows: hypervisor drivers,
/// deployment planners, host allocators, storage pool allocators, filters and scorers.
/// </summary>
public interface IPlugin
{
    /// <summary>
    /// Registers the plugin's services. The container already holds what the host hands every plugin: logging, <see cref="TimeProvider"/>,
    /// <see cref="IIdSource"/> and <see cref="PluginContext"/>.
    /// </summary>
    /// <param name="services">The plugin's own container.</param>
    /// <param name="context">Its name, folder and settings.</param>
    void Configure(IServiceCollection services, PluginContext context);
}

/// <summary>What a plugin is told about itself.</summary>
/// <param name="Name">Its name, from the manifest.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Settings">Its settings, by name; defaults of the manifest are filled in.</param>
public sealed record PluginContext(string Name, string Folder, IReadOnlyDictionary<string, string> Settings);

/// <summary>How a plugin is.</summary>
public enum PluginState
{
    /// <summary>It is loaded and takes part.</summary>
    Loaded,
    /// <summary>It was not loaded: its manifest is broken, or it asks for another contract version.</summary>
    Incompatible,
    /// <summary>It threw, at load or in a call.</summary>
    Faulted,
}

/// <summary>A plugin and how it is.</summary>
/// <param name="Name">Its name, or its folder's when the manifest cannot be read.</param>
/// <param name="Version">Its version, from the manifest; null when that cannot be read.</param>
/// <param name="State">How it is.</param>
/// <param name="Reason">Why it is not <see cref="PluginState.Loaded"/>; null when it is.</param>
public sealed record PluginStatus(string Name, string? Version, PluginState State, string? Reason);

/// <summary>The plugins of this process. Safe for concurrent use.</summary>
public interface IPluginCatalog
{
    /// <summary>Every plugin folder that was found, and how it is.</summary>
    /// <exception cref="ObjectDisposedException">The cloud has been disposed.</exception>
    IReadOnlyList<PluginStatus> Plugins { get; }

    /// <summary>The services of a kind that the loaded plugins offer, in the order of plugin names.</summary>
    /// <typeparam name="T">A contract of the core, for example <see cref="Drivers.IHypervisorDriver"/>.</typeparam>
    /// <exception cref="ObjectDisposedException">The cloud has been disposed.</exception>
    IReadOnlyList<T> GetServices<T>() where T : class;

    /// <summary>Records that a plugin's service threw in a call. The plugin goes on being used; its status tells of the fault.</summary>
    /// <param name="service">The service that threw.</param>
    /// <param name="exception">What it threw.</param>
    void ReportFault(object service, Exception exception);
}

/// <summary>The version of the contract between cloud and plugins: the major changes when a plugin must be rebuilt, the minor when something is added.</summary>
public static class PluginContract
{
    /// <summary>The version of this build. A plugin fits when its major is the same and its minor not above.</summary>
    public static Version Version { get; } = new(1, 0);
}
