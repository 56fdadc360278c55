using CloudStack.Drivers;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace TestPlugins;

public sealed class ThrowsPlugin : IPlugin
{
    public void Configure(IServiceCollection services, PluginContext context)
    {
        switch (context.Settings["where"])
        {
            case "configure":
                throw new InvalidOperationException("No licence for configure.");
            case "validate":
                services.AddSingleton<IHypervisorDriver, UnmakeableDriver>();
                break;
            case "construct":
                services.AddSingleton<IHypervisorDriver>(_ => throw new InvalidOperationException("No licence for construct."));
                break;
            case "dispose":
                services.AddSingleton<IHypervisorDriver, UndisposableDriver>();
                break;
            default:
                services.AddSingleton<IHypervisorDriver, ThrowingDriver>();
                break;
        }
    }
}

internal sealed class ThrowingDriver() : TestDriver("Throws", () => throw new InvalidOperationException("No licence for call."));

internal sealed class UnmakeableDriver(IPluginCatalog catalog) : TestDriver("Throws", () => [$"{catalog.Plugins.Count}"]);

internal sealed class UndisposableDriver() : TestDriver("Throws", () => []), IDisposable
{
    public void Dispose() => throw new InvalidOperationException("No licence for dispose.");
}
