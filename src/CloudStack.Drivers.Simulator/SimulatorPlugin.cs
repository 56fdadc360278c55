using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudStack.Drivers.Simulator;

/// <summary>Registers the simulated hypervisor.</summary>
public sealed class SimulatorPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services, PluginContext context)
    {
        var options = SimulatorOptions.FromSettings(context.Settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new SimulatorWorld(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHypervisorDriver, SimulatorDriver>();
    }
}
