using System.Runtime.Loader;
using CloudStack.Drivers;

namespace CloudStack.Plugins.Tests;

[TestFixture]
internal sealed class RefusalTests : PluginFolderFixture
{
    [TestCase("2.0", "another major")]
    [TestCase("0.9", "another major")]
    [TestCase("1.1", "newer than this cloud's 1.0")]
    public void A_plugin_for_another_contract_is_incompatible(string contract, string reason) =>
        ExpectRefusal(manifest => manifest.Replace("\"contractVersion\": \"1.0\"", $"\"contractVersion\": \"{contract}\"", StringComparison.Ordinal), reason);

    [TestCase("{ \"name\": \"good\", ", "not JSON")]
    [TestCase("[]", "no JSON object")]
    [TestCase("""{ "name": "good" }""", "no field 'entryAssembly'")]
    [TestCase("", "not JSON")]
    public void A_broken_manifest_makes_a_plugin_incompatible(string manifest, string reason) => ExpectRefusal(_ => manifest, reason);

    [TestCase("name")]
    [TestCase("version")]
    [TestCase("entryAssembly")]
    [TestCase("contractVersion")]
    [TestCase("provides")]
    public void A_missing_field_is_named(string field) =>
        ExpectRefusal(manifest => manifest.Replace($"\"{field}\"", "\"nothing\"", StringComparison.Ordinal), $"no field '{field}'");

    [TestCase("../good/TestPlugins.Good.dll", "own folder")]
    [TestCase("/bin/TestPlugins.Good.dll", "own folder")]
    [TestCase("..\\\\TestPlugins.Good.dll", "own folder")]
    [TestCase("TestPlugins.Good.exe", "own folder")]
    [TestCase("Absent.dll", "'Absent.dll' is not in")]
    public void An_entry_assembly_that_is_not_in_the_folder_makes_a_plugin_incompatible(string entry, string reason) =>
        ExpectRefusal(manifest => manifest.Replace("TestPlugins.Good.dll", entry, StringComparison.Ordinal), reason);

    [TestCase("\"good\"", "\"../good\"", "letters and digits")]
    [TestCase("\"good\"", "\"good\\n\"", "letters and digits")]
    [TestCase("\"good\"", "\"go--od\"", "letters and digits")]
    [TestCase("\"good\"", "\"good-\"", "letters and digits")]
    [TestCase("\"good\"", "\".good\"", "letters and digits")]
    [TestCase("\"good\"", "7", "not a text")]
    [TestCase("\"1.0\"", "\"one\"", "is not like 1.0")]
    [TestCase("hypervisor:Good", "Good", "is not like hypervisor:KVM")]
    [TestCase("[ \"hypervisor:Good\" ]", "\"hypervisor:Good\"", "not a list")]
    [TestCase("\"default\": \"hello\"", "\"default\": 7", "'default' of the setting 'greeting'")]
    [TestCase("\"default\": \"hello\"", "\"required\": \"yes\"", "neither true nor false")]
    [TestCase("disposed.file", "Greeting", "'Greeting' is there twice")]
    [TestCase("\"greeting\"", "\"Disposed-File\"", "'disposed.file' is there twice")]
    [TestCase("\"greeting\"", "\"_greeting\"", "the setting '_greeting' is not made of")]
    [TestCase("\"greeting\"", "\"\"", "the setting '' is not made of")]
    public void A_field_that_cannot_be_used_is_named(string text, string replacement, string reason) =>
        ExpectRefusal(manifest => manifest.Replace(text, replacement, StringComparison.Ordinal), reason);

    [Test]
    public void A_folder_without_manifest_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "empty"));
        Assert.That(Load().Plugins.Single(), Is.EqualTo(new PluginStatus("empty", null, PluginState.Incompatible, "It has no cloudstack-plugin.json.")));
    }

    [Test]
    public void The_second_of_two_plugins_with_one_name_is_incompatible()
    {
        Add("good", "a");
        Add("good", "b", manifest => manifest.Replace("\"good\"", "\"GOOD\"", StringComparison.Ordinal));
        var catalog = Load();
        Assert.That(Status(catalog, "good").State, Is.EqualTo(PluginState.Loaded));
        Assert.That(Status(catalog, "GOOD"), Has.Property("State").EqualTo(PluginState.Incompatible).And.Property("Reason").Contains("taken by the plugin 'good' in " + Path.Combine(Folder, "a")));
        Assert.That(catalog.GetServices<IHypervisorDriver>(), Has.Count.EqualTo(1));
    }

    [Test]
    public void The_second_of_two_plugins_that_would_read_the_same_environment_variables_is_incompatible()
    {
        Add("good", "a", manifest => manifest.Replace("\"good\"", "\"my-plugin\"", StringComparison.Ordinal));
        Add("good", "b", manifest => manifest.Replace("\"good\"", "\"my.plugin\"", StringComparison.Ordinal));
        var catalog = Load();
        Assert.That(Status(catalog, "my-plugin").State, Is.EqualTo(PluginState.Loaded));
        Assert.That(Status(catalog, "my.plugin"), Has.Property("State").EqualTo(PluginState.Incompatible).And.Property("Reason").Contains("taken by the plugin 'my-plugin'"));
    }

    [Test]
    public void Nothing_of_a_plugin_that_does_not_fit_is_loaded()
    {
        var folder = Add("wrong-contract");
        var catalog = Load();
        Assert.That(catalog.Plugins.Single(), Has.Property("State").EqualTo(PluginState.Incompatible).And.Property("Version").EqualTo("7.0.0"));
        Assert.That(AssemblyLoadContext.All.SelectMany(context => context.Assemblies).Select(assembly => assembly.IsDynamic ? "" : assembly.Location), Has.None.StartsWith(folder));
    }

    [Test]
    public void A_folder_that_is_not_there_is_logged_and_holds_no_plugins()
    {
        Directory.Move(Folder, Folder + "-away");
        try
        {
            Assert.That(Load().Plugins, Is.Empty);
            Assert.That(Log.Lines, Has.Some.Contain(Folder));
        }
        finally
        {
            Directory.Move(Folder + "-away", Folder);
        }
    }

    private void ExpectRefusal(Func<string, string> change, string reason)
    {
        Add("good", "changed", change);
        Add("old-dependency");
        var catalog = Load();
        var refused = catalog.Plugins.Single(plugin => plugin.Name != "old-dependency");
        Assert.That(refused.State, Is.EqualTo(PluginState.Incompatible));
        Assert.That(refused.Reason, Does.Contain(reason));
        Assert.That(catalog.GetServices<IHypervisorDriver>().Select(driver => driver.Traits.Hypervisor), Is.EqualTo(new[] { "Old" }), "the others go on");
        Assert.That(Log.Lines, Has.Some.StartWith("Warning").And.Some.Contain(reason));
    }
}
