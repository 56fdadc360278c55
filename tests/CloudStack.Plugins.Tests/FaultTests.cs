using CloudStack.Drivers;

namespace CloudStack.Plugins.Tests;

[TestFixture]
internal sealed class FaultTests : PluginFolderFixture
{
    [TestCase("configure", "It could not be loaded: InvalidOperationException: No licence for configure.")]
    [TestCase("validate", "Unable to resolve service for type 'CloudStack.Plugins.IPluginCatalog'")]
    [TestCase("construct", "It could not make its IHypervisorDriver: InvalidOperationException: No licence for construct.")]
    public async Task A_plugin_that_throws_while_it_is_made_is_faulted_and_the_others_run(string where, string reason)
    {
        Add("good");
        Add("throws");
        var catalog = Load(options => options.Set("throws", "where", where));
        Assert.That(await AskAsync(catalog, "Good"), Is.Not.Empty);
        Assert.That(catalog.GetServices<IHypervisorDriver>(), Has.Count.EqualTo(1));
        Assert.That(Status(catalog, "throws"), Has.Property("State").EqualTo(PluginState.Faulted).And.Property("Reason").Contains(reason));
        Assert.That(Status(catalog, "good"), Is.EqualTo(new PluginStatus("good", "1.2.3", PluginState.Loaded, null)));
    }

    [Test]
    public void A_plugin_that_throws_in_a_call_is_reported_and_used_again()
    {
        Add("good");
        Add("throws");
        var catalog = Load(options => options.Set("throws", "where", "call"));
        var thrown = Assert.CatchAsync(() => AskAsync(catalog, "Throws"))!;
        Assert.That(Status(catalog, "throws").State, Is.EqualTo(PluginState.Loaded));

        var driver = catalog.GetServices<IHypervisorDriver>().Single(candidate => candidate.Traits.Hypervisor == "Throws");
        catalog.ReportFault(driver, thrown);
        catalog.ReportFault(driver, thrown);
        Assert.That(Status(catalog, "throws"), Has.Property("State").EqualTo(PluginState.Faulted)
            .And.Property("Reason").EqualTo("ThrowingDriver threw in a call: InvalidOperationException: No licence for call. The plugin goes on being used."));
        Assert.That(Status(catalog, "good").State, Is.EqualTo(PluginState.Loaded));
        Assert.That(catalog.GetServices<IHypervisorDriver>(), Has.Member(driver));
        Assert.That(Log.Lines.Count(line => line.Contains("ThrowingDriver", StringComparison.Ordinal)), Is.EqualTo(1), "the same fault is told once");
    }

    [Test]
    public void A_part_that_a_plugin_did_not_hand_out_itself_is_known_by_its_code()
    {
        Add("good");
        var catalog = Load();
        var part = Activator.CreateInstance(catalog.GetServices<IHypervisorDriver>()[0].GetType().Assembly.GetType("TestPlugins.GoodPlugin")!)!;
        catalog.ReportFault(part, new InvalidOperationException("boom"));
        Assert.That(Status(catalog, "good").Reason, Does.StartWith("GoodPlugin threw"));
    }

    [Test]
    public void A_fault_of_a_service_that_is_no_plugins_changes_nothing()
    {
        Add("good");
        Add("throws");
        var catalog = Load(options => options.Set("throws", "where", "configure"));
        var before = catalog.Plugins;
        catalog.ReportFault(this, new InvalidOperationException("boom"));
        Assert.That(catalog.Plugins, Is.EqualTo(before));
    }

    [Test]
    public void An_entry_assembly_without_an_entry_is_faulted()
    {
        Add("good", change: manifest => manifest.Replace("TestPlugins.Good.dll", "TestLibrary.dll", StringComparison.Ordinal));
        Assert.That(Load().Plugins.Single(), Has.Property("State").EqualTo(PluginState.Faulted).And.Property("Reason").Contains("TestLibrary has no public class"));
    }

    [Test]
    public void An_entry_assembly_with_two_entries_is_faulted()
    {
        Add("wrong-contract", change: manifest => manifest.Replace("\"2.0\"", "\"1.0\"", StringComparison.Ordinal));
        Assert.That(Load().Plugins.Single(), Has.Property("State").EqualTo(PluginState.Faulted).And.Property("Reason").Contains("TestPlugins.SecondPlugin"));
    }

    [Test]
    public async Task A_missing_library_is_named_by_the_call_that_needs_it()
    {
        File.Delete(Path.Combine(Add("good"), "TestLibrary.dll"));
        Add("old-dependency");
        var catalog = Load();
        Assert.That(() => AskAsync(catalog, "Good"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("TestLibrary, Version=2.0.0.0"));
        Assert.That(await AskAsync(catalog, "Old"), Does.Contain("library 1"));
    }

    [Test]
    public void A_file_that_is_no_assembly_is_faulted()
    {
        File.WriteAllText(Path.Combine(Add("good"), "TestPlugins.Good.dll"), "no assembly");
        Assert.That(Load().Plugins.Single().State, Is.EqualTo(PluginState.Faulted));
    }
}
