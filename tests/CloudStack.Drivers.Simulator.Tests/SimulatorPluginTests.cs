using System.Text.Json;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Drivers.Simulator.Tests;

[TestFixture]
internal sealed class SimulatorPluginTests
{
    [Test]
    public async Task The_plugin_offers_one_driver_made_from_its_settings()
    {
        using var provider = Configure(new Dictionary<string, string> { ["memory"] = "3GiB", ["faults"] = "host:h7@drop" });
        var driver = provider.GetServices<IHypervisorDriver>().Single();
        Assert.That((await driver.ProbeAsync(Sample.Host("h1"), default)).MemoryBytes, Is.EqualTo(3L << 30));
        Assert.ThrowsAsync<DriverException>(() => driver.ProbeAsync(Sample.Host("h7"), default));
        Assert.That(driver.Traits.Hypervisor, Is.EqualTo("Simulator"));
    }

    [Test]
    public void The_manifests_settings_are_those_that_the_plugin_reads_and_their_defaults_its_own()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cloudstack-plugin.json")));
        var defaults = manifest.RootElement.GetProperty("settings").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetProperty("default").GetString()!);
        Assert.Multiple(() =>
        {
            Assert.That(SimulatorOptions.FromSettings(defaults), Is.EqualTo(new SimulatorOptions()));
            Assert.That(manifest.RootElement.GetProperty("entryAssembly").GetString(), Is.EqualTo(typeof(SimulatorPlugin).Assembly.GetName().Name + ".dll"));
            Assert.That(manifest.RootElement.GetProperty("contractVersion").GetString(), Is.EqualTo(PluginContract.Version.ToString()));
        });
    }

    [TestCase("memory", "much")]
    [TestCase("memroy", "1GiB")]
    [TestCase("faults", "ensure:explode")]
    [TestCase("overcommit", "maybe")]
    public void A_setting_that_cannot_be_read_is_named(string name, string value) =>
        Assert.That(() => SimulatorOptions.FromSettings(new Dictionary<string, string> { [name] = value }), Throws.ArgumentException.With.Message.Contains(name));

    private static ServiceProvider Configure(Dictionary<string, string> settings)
    {
        var services = new ServiceCollection();
        new SimulatorPlugin().Configure(services, new PluginContext("simulator", "", settings));
        return services.BuildServiceProvider();
    }
}
