using CloudStack.Placement;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CustomAllocator;

/// <summary>The entry of the plugin: one planner and one host allocator.</summary>
public sealed class CustomAllocatorPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services, PluginContext context)
    {
        var tag = context.Settings.TryGetValue("licence.tag", out var set) ? set : "windows-licence";
        services.AddSingleton<IDeploymentPlanner>(new PodFillingPlanner());
        services.AddSingleton<IHostAllocator>(new LicenceAwareAllocator(tag));
    }
}
