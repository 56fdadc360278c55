using CloudStack.Placement;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace TestPlugins;

public sealed class ThrowingAllocatorPlugin : IPlugin
{
    public void Configure(IServiceCollection services, PluginContext context) => services.AddSingleton<IHostAllocator>(new ThrowingAllocator());
}

public sealed class ThrowingAllocator : IHostAllocator
{
    public string Name => "Throwing";

    public IEnumerable<IHostView> Allocate(HostQuery query) => throw new InvalidOperationException("the allocator has lost its mind");
}
