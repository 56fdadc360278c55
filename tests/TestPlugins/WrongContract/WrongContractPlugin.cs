using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace TestPlugins;

public sealed class WrongContractPlugin : IPlugin
{
    public void Configure(IServiceCollection services, PluginContext context) => services.AddSingleton(new TestDriver("Wrong", () => []));
}

/// <summary>One entry too many: even with the right contract the plugin could not be loaded.</summary>
public sealed class SecondPlugin : IPlugin
{
    public void Configure(IServiceCollection services, PluginContext context) => services.AddSingleton(new TestDriver("Second", () => []));
}
