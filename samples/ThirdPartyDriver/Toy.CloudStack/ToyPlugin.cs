using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Toy.CloudStack;

/// <summary>Registers the driver.</summary>
public sealed class ToyPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services, PluginContext context)
    {
        services.AddSingleton(ToyOptions.FromSettings(context.Settings));
        services.AddSingleton<IHypervisorDriver, ToyDriver>();
    }
}
