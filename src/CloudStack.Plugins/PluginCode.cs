using System.Reflection;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Plugins;

/// <summary>The loaded part of a plugin: its load context and its container.</summary>
internal sealed record PluginCode(AssemblyLoadContext Context, ServiceProvider Services)
{
    /// <summary>
    /// What host and plugins share: the contract, and the abstractions that are seen in it. Anything else a plugin brings itself, in its own version.
    /// </summary>
    internal static readonly AssemblyName[] SharedAssemblies =
        [typeof(IPlugin).Assembly.GetName(), typeof(IServiceCollection).Assembly.GetName(), typeof(ILogger).Assembly.GetName()];

    /// <summary>Loads a plugin and lets it configure itself.</summary>
    /// <exception cref="Exception">Whatever the plugin throws.</exception>
    public static PluginCode Load(PluginManifest manifest, PluginContext context, PluginHost host)
    {
        var assembly = LoadAssembly(Path.Combine(context.Folder, manifest.EntryAssembly));
        var plugin = Create(EntryType(assembly));
        var services = new ServiceCollection();
        services.AddSingleton(host.Logging);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(host.Time);
        services.AddSingleton(host.Ids);
        services.AddSingleton(context);
        plugin.Configure(services, context);
        // Validated now, so that a service that cannot be made is told at load and not in the first call.
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return new PluginCode(AssemblyLoadContext.GetLoadContext(assembly)!, provider);
    }

    private static Assembly LoadAssembly(string path)
    {
        // The context is left in place until the process ends: a cloud does not unload drivers, and a collectible context makes calls slower.
        var loader = PluginLoader.CreateFromAssemblyFile(path, config =>
        {
            // The shared assemblies are all named, so their references need not be walked; that costs more than loading the plugin.
            config.IsLazyLoaded = true;
            foreach (var shared in SharedAssemblies)
            {
                config.SharedAssemblies.Add(shared);
            }
        });
        return loader.LoadDefaultAssembly();
    }

    private static Type EntryType(Assembly assembly)
    {
        var found = assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IPlugin).IsAssignableFrom(type)).ToList();
        return found.Count == 1 ? found[0] : throw new InvalidOperationException(found.Count == 0
            ? $"{assembly.GetName().Name} has no public class that implements {typeof(IPlugin).FullName}."
            : $"{assembly.GetName().Name} has {found.Count} public classes that implement {typeof(IPlugin).FullName} instead of one: {string.Join(", ", found.Select(type => type.FullName))}.");
    }

    private static IPlugin Create(Type type)
    {
        var constructor = type.GetConstructor([]) ?? throw new InvalidOperationException($"{type.FullName} has no public constructor without parameters.");
        return (IPlugin)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}
