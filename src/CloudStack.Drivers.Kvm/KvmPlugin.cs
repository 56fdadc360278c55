using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Drivers.Kvm;

/// <summary>The plugin: offers <see cref="KvmDriver"/> as a hypervisor.</summary>
public sealed class KvmPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services, PluginContext context)
    {
        var options = KvmOptions.FromSettings(context.Settings);
        services.AddSingleton<IHypervisorDriver>(provider => new KvmDriver(
            options,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<ILogger<KvmDriver>>() ?? NullLogger<KvmDriver>.Instance));
    }
}
