using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;
using TestLibrary;

namespace TestPlugins;

public sealed class OldDependencyPlugin : IPlugin
{
    public void Configure(IServiceCollection services, PluginContext context) =>
        services.AddSingleton<IHypervisorDriver>(new TestDriver("Old", () => [Library.OldName(), $"library assembly {typeof(Library).Assembly.GetName().Version}"]));
}
