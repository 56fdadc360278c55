using CloudStack.Plugins;

namespace CloudStack.Scenarios.Tests.Placement;

/// <summary>Drivers and placement parts that come only from the folder of plugins.</summary>
[TestFixture]
internal sealed class PluginPlacementTests
{
    [Test]
    public async Task A_vm_runs_on_a_driver_that_only_the_plugin_folder_has()
    {
        Assert.That(File.Exists(Path.Combine(AppContext.BaseDirectory, "CloudStack.Drivers.Simulator.dll")), Is.False, "the driver is beside the host, not only in plugins/");
        await using var cloud = await ScenarioCloud.StartAsync();
        var vm = await cloud.DeployAsync();
        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(cloud.Plugins.Plugins, Is.All.Property(nameof(PluginStatus.State)).EqualTo(PluginState.Loaded));
    }

    [Test]
    public async Task The_planner_of_a_plugin_is_used_when_it_is_set()
    {
        await using var cloud = await ScenarioCloud.StartAsync();
        await cloud.SetAsync("vm.allocation.algorithm", "podfilling");
        var pods = (await cloud.PlacesOfAsync(6)).Select(host => host.PodId).Distinct();
        Assert.That(pods.Count(), Is.EqualTo(1), "it fills one pod before it begins another");
    }

    [Test]
    public async Task The_host_allocator_of_a_plugin_is_used_when_it_is_set()
    {
        await using var cloud = await ScenarioCloud.StartAsync("windows-licence");
        await cloud.SetAsync("placement.host.allocators", "LicenceAware");
        var names = (await cloud.PlacesOfAsync(8)).Select(host => host.Name);
        Assert.That(names, Is.All.EndsWith("host2"), "VMs without a licence stay away from licensed hosts");
    }

    [TestCase("vm.allocation.algorithm", "podfiling")]
    [TestCase("placement.host.allocators", "LicenseAware")]
    public async Task A_name_that_nothing_has_is_told_with_those_that_there_are(string setting, string name)
    {
        await using var cloud = await ScenarioCloud.StartAsync();
        var refusal = Assert.ThrowsAsync<CloudStackException>(async () =>
        {
            await cloud.SetAsync(setting, name);
            await cloud.DeployAsync();
        });
        Assert.That(refusal!.Message, Does.Contain(name).And.Contain(setting.StartsWith("vm", StringComparison.Ordinal) ? "podfilling" : "LicenceAware"));
    }

    [Test]
    public async Task An_allocator_that_throws_is_left_out_and_its_plugin_reported()
    {
        await using var cloud = await ScenarioCloud.StartAsync();
        await cloud.SetAsync("placement.host.allocators", "Throwing,FirstFit");
        var vm = await cloud.DeployAsync();
        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Running));
        var plugin = cloud.Plugins.Plugins.Single(status => status.Name == "throwing-allocator");
        Assert.That(plugin.State, Is.EqualTo(PluginState.Faulted));
        Assert.That(plugin.Reason, Does.Contain("lost its mind"));
    }
}
