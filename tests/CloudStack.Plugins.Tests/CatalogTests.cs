using System.Runtime.Loader;
using CloudStack.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Plugins.Tests;

[TestFixture]
internal sealed class CatalogTests : PluginFolderFixture
{
    [Test]
    public void Plugins_and_their_services_come_in_the_order_of_plugin_names()
    {
        Add("old-dependency", "a");
        Add("good", "z");
        var catalog = Load();
        Assert.That(catalog.Plugins.Select(plugin => plugin.Name), Is.EqualTo(new[] { "good", "old-dependency" }));
        Assert.That(catalog.GetServices<IHypervisorDriver>().Select(driver => driver.Traits.Hypervisor), Is.EqualTo(new[] { "Good", "Old" }));
    }

    [Test]
    public void Plugins_are_loaded_once_and_only_when_they_are_asked_for()
    {
        var folder = Add("good");
        var catalog = Load();
        Assert.That(Contexts(folder), Is.Zero);
        Parallel.For(0, 16, _ => catalog.GetServices<IHypervisorDriver>());
        Assert.That(Contexts(folder), Is.EqualTo(1));
        Assert.That(catalog.GetServices<IHypervisorDriver>(), Is.SameAs(catalog.GetServices<IHypervisorDriver>()));
    }

    [Test]
    public void A_kind_that_no_plugin_offers_has_no_services()
    {
        Add("good");
        Assert.That(Load().GetServices<IDisposable>(), Is.Empty);
    }

    [Test]
    public void The_plugins_of_several_folders_are_one_catalog()
    {
        Add("good");
        var other = Directory.CreateTempSubdirectory("cloudstack-plugins-").FullName;
        Directory.Move(Add("old-dependency"), Path.Combine(other, "old"));
        var catalog = StartHost(services: services => new Again(services).AddPlugins(other)).GetRequiredService<IPluginCatalog>();
        Assert.That(catalog.Plugins.Select(plugin => plugin.Name), Is.EqualTo(new[] { "good", "old-dependency" }));
        Directory.Delete(other, recursive: true);
    }

    [Test]
    public void A_folder_that_is_given_twice_in_any_spelling_counts_once()
    {
        Add("good");
        var link = Folder + "-link";
        Directory.CreateSymbolicLink(link, Folder);
        try
        {
            var name = Path.GetFileName(Folder);
            var catalog = StartHost(services: services => new Again(services).AddPlugins(Folder).AddPlugins(Folder + "/").AddPlugins($"{Folder}/../{name}").AddPlugins(link))
                .GetRequiredService<IPluginCatalog>();
            Assert.That(catalog.Plugins.Single(), Is.EqualTo(new PluginStatus("good", "1.2.3", PluginState.Loaded, null)));
            Assert.That(catalog.GetServices<IHypervisorDriver>(), Has.Count.EqualTo(1));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Test]
    public void A_plugin_that_is_reached_by_a_link_too_counts_once()
    {
        Directory.CreateSymbolicLink(Path.Combine(Folder, "current"), Add("good"));
        Assert.That(Load().Plugins.Single().State, Is.EqualTo(PluginState.Loaded));
    }

    [Test]
    public void A_link_to_itself_is_a_folder_that_is_not_there()
    {
        Add("good");
        var loop = Folder + "-loop";
        Directory.CreateSymbolicLink(loop, Path.Combine(loop, "plugins"));
        try
        {
            Assert.That(StartHost(services: services => new Again(services).AddPlugins(loop)).GetRequiredService<IPluginCatalog>().Plugins, Has.Count.EqualTo(1));
            Assert.That(Log.Lines, Has.Some.Contain(loop));
        }
        finally
        {
            File.Delete(loop);
        }
    }

    [Test]
    public void A_relative_folder_is_below_the_applications_own()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IIdSource>(new NoIds());
        new Again(services).AddPlugins("plugins");
        using var host = services.BuildServiceProvider();
        Assert.That(host.GetRequiredService<IPluginCatalog>().Plugins.Select(plugin => plugin.Name), Is.EqualTo(new[] { "good", "old-dependency", "throws", "wrong-contract" }));
    }

    [Test]
    public async Task Disposing_the_host_disposes_the_plugins_containers()
    {
        var file = Path.Combine(Folder, "disposed.txt");
        Add("good");
        Add("throws");
        var host = StartHost(options => options.Set("good", "disposed.file", file).Set("throws", "where", "dispose"));
        var catalog = host.GetRequiredService<IPluginCatalog>();
        Assert.That(catalog.GetServices<IHypervisorDriver>(), Has.Count.EqualTo(2));
        await host.DisposeAsync();
        Assert.That(File.ReadAllText(file), Is.EqualTo("disposed"));
        Assert.That(Log.Lines, Has.Some.Contain("throws threw while it was disposed"));
        Assert.That(() => catalog.GetServices<IHypervisorDriver>(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void A_disposed_catalog_loads_and_lists_nothing()
    {
        var folder = Add("good");
        var host = StartHost();
        var catalog = host.GetRequiredService<IPluginCatalog>();
        host.Dispose();
        Assert.That(() => catalog.Plugins, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(Contexts(folder), Is.Zero);
    }

    [Test]
    public void A_host_can_be_disposed_in_the_old_way_too()
    {
        Add("good");
        var host = StartHost();
        host.GetRequiredService<IPluginCatalog>().GetServices<IHypervisorDriver>();
        Assert.That(host.Dispose, Throws.Nothing);
    }

    private static int Contexts(string folder) =>
        AssemblyLoadContext.All.Count(context => context.Assemblies.Any(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)));

    private sealed record Again(IServiceCollection Services) : ICloudStackBuilder;

    private sealed class NoIds : IIdSource
    {
        public Guid NewGuid() => Guid.Empty;
    }
}
