using System.Text.Json;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Drivers.Kvm.Tests;

public sealed class KvmPluginTests
{
    [Test]
    public void The_plugin_offers_the_driver()
    {
        var services = new ServiceCollection();
        new KvmPlugin().Configure(services, new PluginContext("kvm", "/plugins/kvm", Defaults()));
        using var provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<IHypervisorDriver>().Traits.Hypervisor, Is.EqualTo("KVM"));
    }

    [Test]
    public void The_manifests_defaults_are_the_options_defaults() => Assert.That(KvmOptions.FromSettings(Defaults()), Is.EqualTo(new KvmOptions()));

    [Test]
    public void The_manifest_names_the_entry()
    {
        var manifest = Manifest();
        Assert.That(manifest.GetProperty("entryAssembly").GetString(), Is.EqualTo(typeof(KvmPlugin).Assembly.GetName().Name + ".dll"));
        Assert.That(manifest.GetProperty("contractVersion").GetString(), Is.EqualTo(PluginContract.Version.ToString()));
        Assert.That(manifest.GetProperty("provides")[0].GetString(), Is.EqualTo("hypervisor:KVM"));
    }

    [TestCase("kvm.ssh.commands", "0")]
    [TestCase("kvm.domain.type", "xen")]
    [TestCase("kvm.local.storage", "relative")]
    [TestCase("kvm.command.seconds", "1,5")]
    public void A_setting_that_cannot_be_used_is_named(string name, string value) => Assert.That(
        () => KvmOptions.FromSettings(new Dictionary<string, string> { [name] = value }), Throws.ArgumentException.With.Message.Contains(name));

    private static JsonElement Manifest() => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cloudstack-plugin.json"))).RootElement;

    private static Dictionary<string, string> Defaults() => Manifest().GetProperty("settings").EnumerateObject()
        .ToDictionary(setting => setting.Name, setting => setting.Value.GetProperty("default").GetString()!);
}
