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
    /// <see cref="IPluginCatalog.Plugins"/> with its reason, and the others run. May be called for several folders: a name counts in the first that has it, a folder that is reached twice
    /// counts once, and settings reach the plugins of all folders, whichever call gave them.
    /// </summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="folder">The folder; a relative one is below the application's own folder. One that does not exist is logged and holds no plugins.</param>
    /// <param name="configure">Sets the plugins' settings.</param>
    public static ICloudStackBuilder AddPlugins(this ICloudStackBuilder cloud, string folder, Action<PluginOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var sources = SourcesOf(cloud.Services);
        sources.Folders.Add(Path.GetFullPath(folder, AppContext.BaseDirectory));
        configure?.Invoke(sources.Options);
        cloud.Services.TryAddSingleton<IPluginCatalog>(provider => new PluginCatalog(
            sources,
            new PluginHost(
                provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
                provider.GetService<TimeProvider>() ?? TimeProvider.System,
                provider.GetRequiredService<IIdSource>())));
        return cloud;
    }

    private static PluginSources SourcesOf(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(PluginSources))?.ImplementationInstance is not PluginSources sources)
        {
            services.AddSingleton(sources = new PluginSources());
        }

        return sources;
    }
}
