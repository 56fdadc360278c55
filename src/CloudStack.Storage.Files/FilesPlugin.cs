using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Storage.Files;

/// <summary>The plugin: offers <see cref="FilesImageStore"/> for image stores.</summary>
public sealed class FilesPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services, PluginContext context)
    {
        var options = FilesOptions.FromSettings(context.Settings);
        services.AddSingleton<IImageStore>(provider => new FilesImageStore(options, provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
