using System.Runtime.Loader;
using CloudStack.Drivers;

namespace CloudStack.Plugins.Tests;

[TestFixture]
internal sealed class IsolationTests : PluginFolderFixture
{
    [Test]
    public async Task Two_plugins_use_two_versions_of_one_library_side_by_side()
    {
        Add("good");
        Add("old-dependency");
        var catalog = Load();
        Assert.That(await AskAsync(catalog, "Good"), Does.Contain("library 2").And.Contain("library assembly 2.0.0.0"));
        Assert.That(await AskAsync(catalog, "Old"), Does.Contain("library 1").And.Contain("library assembly 1.0.0.0"));
        Assert.That(catalog.Plugins.Select(plugin => plugin.State), Is.All.EqualTo(PluginState.Loaded));
    }

    [Test]
    public void Each_plugin_has_a_load_context_of_its_own_and_nothing_of_it_is_in_the_hosts()
    {
        Add("good");
        Add("old-dependency");
        var contexts = Load().GetServices<IHypervisorDriver>().Select(driver => AssemblyLoadContext.GetLoadContext(driver.GetType().Assembly)).ToList();
        Assert.That(contexts, Is.Unique.And.Count.EqualTo(2));
        Assert.That(contexts, Has.None.EqualTo(AssemblyLoadContext.Default));
        Assert.That(AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name), Has.None.StartsWith("TestPlugins").And.None.EqualTo("TestLibrary"));
    }

    [Test]
    public async Task A_plugins_container_holds_what_the_host_hands_it_and_nothing_else_of_the_host()
    {
        Add("good");
        Assert.That(await AskAsync(Load(), "Good"), Is.SupersetOf(new[]
        {
            "time 2042", "id 00000000-0000-0000-0000-00000000002a", "log True", "catalog False", "cloud False", "text none",
        }));
    }

    [Test]
    public void What_is_shared_is_the_core_and_the_abstractions_that_it_references()
    {
        var referenced = typeof(IPlugin).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name != "netstandard");
        var shared = PluginCode.SharedAssemblies.Select(name => name.Name!).ToList();
        Assert.That(shared, Is.EquivalentTo(new[] { "CloudStack.Core", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions" }));
        Assert.That(referenced, Is.SubsetOf(shared));
    }

    [TestCase("good")]
    [TestCase("throws")]
    public void A_built_plugin_folder_holds_nothing_that_is_shared(string plugin)
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plugins", plugin)).Select(Path.GetFileNameWithoutExtension);
        Assert.That(files, Is.Not.Empty.And.None.EqualTo("CloudStack.Core").And.None.StartsWith("Microsoft.Extensions"));
    }
}
