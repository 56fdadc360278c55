using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack;

/// <summary>Adds plugins to a cloud.</summary>
public static class CloudStackPluginsExtensions
{
    /// <summary>
    /// Takes every plugin of a folder into the cloud: each subfolder with a <c>cloudstack-plugin.json</c> is one. They are loaded when the
    /// <see cref="IPluginCatalog"/> is first asked, once, each in a load context and a container of its own. One that cannot be loaded is reported in
    /// <see cref="IPluginCatalog.Plugins"/> with its reason, and the others run. May be called for several folders; a name counts in the first that has it.
    /// </summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="folder">The folder; a relative one is below the application's own folder. One that does not exist is logged and holds no plugins.</param>
    /// <param name="configure">Sets the plugins' settings.</param>
    public static ICloudStackBuilder AddPlugins(this ICloudStackBuilder cloud, string folder, Action<PluginOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var options = new PluginOptions();
        configure?.Invoke(options);
        cloud.Services.AddSingleton(new PluginFolder(Path.GetFullPath(folder, AppContext.BaseDirectory), options));
        cloud.Services.TryAddSingleton<IPluginCatalog>(provider => new PluginCatalog(
            [.. provider.GetServices<PluginFolder>()],
            new PluginHost(
                provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
                provider.GetService<TimeProvider>() ?? TimeProvider.System,
                provider.GetRequiredService<IIdSource>())));
        return cloud;
    }
}
