using System.Collections;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Plugins.Tests;

[TestFixture]
internal sealed class SettingsTests : PluginFolderFixture
{
    [Test]
    public async Task A_setting_that_is_not_set_has_its_default_or_is_absent()
    {
        Add("good");
        Assert.That((await AskAsync(Load(), "Good")).Where(line => line.StartsWith("setting", StringComparison.Ordinal)), Is.EqualTo(new[] { "setting greeting=hello" }));
    }

    [Test]
    public async Task A_setting_reaches_its_plugin_whatever_its_case()
    {
        Add("good");
        Assert.That(await AskAsync(Load(options => options.Set("Good", "Greeting", "hi")), "Good"), Does.Contain("setting greeting=hi"));
    }

    [Test]
    public async Task A_setting_reaches_its_plugin_whichever_call_gave_it()
    {
        Add("good");
        var other = Directory.CreateTempSubdirectory("cloudstack-plugins-").FullName;
        try
        {
            var catalog = StartHost(services: services => new Another(services).AddPlugins(other, options => options.Set("good", "greeting", "hi"))).GetRequiredService<IPluginCatalog>();
            Assert.That(await AskAsync(catalog, "Good"), Does.Contain("setting greeting=hi"));
            Assert.That(Log.Lines, Has.None.Contain("settings for a plugin"));
        }
        finally
        {
            Directory.Delete(other);
        }
    }

    [Test]
    public async Task Of_two_values_for_a_setting_the_later_counts()
    {
        Add("good");
        var catalog = StartHost(options => options.Set("GOOD", "GREETING", "later"), services => new Another(services).AddPlugins(Folder, options => options.Set("good", "greeting", "first")))
            .GetRequiredService<IPluginCatalog>();
        Assert.That(await AskAsync(catalog, "Good"), Does.Contain("setting greeting=later"));
    }

    [Test]
    public void An_unknown_setting_is_named_without_its_value()
    {
        Add("good");
        var reason = Load(options => options.Set("good", "greting", "s3cret")).Plugins.Single().Reason;
        Assert.That(reason, Is.EqualTo("It has no setting 'greting'; it has 'greeting', 'disposed.file'."));
    }

    [Test]
    public void A_required_setting_that_is_missing_is_named()
    {
        Add("throws");
        Assert.That(Load().Plugins.Single(), Has.Property("State").EqualTo(PluginState.Incompatible)
            .And.Property("Reason").Contains("needs the setting 'where'").And.Property("Reason").Contains("CLOUDSTACK_PLUGIN_THROWS__WHERE"));
    }

    [Test]
    public void Settings_of_a_plugin_that_is_not_there_are_logged()
    {
        Add("good");
        Assert.That(Load(options => options.Set("god", "greeting", "hi")).Plugins.Single().State, Is.EqualTo(PluginState.Loaded));
        Assert.That(Log.Lines, Has.Some.Contain("settings for a plugin god"));
    }

    [Test]
    public void The_environment_is_stronger_than_the_options_and_these_than_the_default()
    {
        var environment = new Hashtable { ["CLOUDSTACK_PLUGIN_MY_PLUGIN__FIRST_ONE"] = "environment", ["CLOUDSTACK_PLUGIN_MY__PLUGIN"] = "of another", ["PATH"] = "/bin" };
        var options = new PluginOptions().Set("my-plugin", "first.one", "options").Set("my-plugin", "second", "options");
        Assert.That(PluginSettingsReader.Read(Manifest("first.one", "second", "third"), options, environment), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["first.one"] = "environment", ["second"] = "options", ["third"] = "default",
        }));
    }

    [Test]
    public void An_unknown_setting_of_the_environment_is_named() =>
        Assert.That(() => PluginSettingsReader.Read(Manifest("first"), new PluginOptions(), new Hashtable { ["CLOUDSTACK_PLUGIN_MY_PLUGIN__FRIST"] = "1" }),
            Throws.InstanceOf<PluginRefusedException>().With.Message.Contains("CLOUDSTACK_PLUGIN_MY_PLUGIN__FRIST"));

    [Test]
    public void The_environment_can_be_left_out() =>
        Assert.That(PluginSettingsReader.Read(Manifest("first"), new PluginOptions { ReadEnvironment = false }, new Hashtable { ["CLOUDSTACK_PLUGIN_MY_PLUGIN__FIRST"] = "1" })["first"],
            Is.EqualTo("default"));

    private sealed record Another(IServiceCollection Services) : ICloudStackBuilder;

    private static PluginManifest Manifest(params string[] settings) => new()
    {
        Name = "my-plugin",
        Version = "1.0",
        EntryAssembly = "My.dll",
        ContractVersion = PluginContract.Version,
        Provides = [],
        Settings = [.. settings.Select(name => new PluginSetting(name, "", "default", IsRequired: true))],
    };
}
