using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Scenarios.Tests;

/// <summary>
/// A cloud as a provider embeds it: SQLite in memory, and everything else from the folder of plugins. Its zone has two pods with a cluster of hosts each.
/// </summary>
internal sealed class ScenarioCloud : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private Zone _zone = null!;
    private Network _network = null!;
    private Template _template = null!;
    private ServiceOffering _offering = null!;
    private int _count;

    private ScenarioCloud(ServiceProvider services) => _services = services;

    public IPluginCatalog Plugins => _services.GetRequiredService<IPluginCatalog>();

    public List<Host> Hosts { get; } = [];

    /// <param name="tags">Tags of the first host of each cluster; null for none.</param>
    public static async Task<ScenarioCloud> StartAsync(string? tags = null)
    {
        var cloud = new ScenarioCloud(new ServiceCollection()
            .AddCloudStack(builder => builder.UseSqliteInMemory().AddPlugins("plugins").Configure(options => options.RunBackgroundWork = false))
            .BuildServiceProvider());
        try
        {
            await cloud.BuildAsync(tags);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public Task<T> RunAsync<T>(ICommand<T> command) => _services.GetRequiredService<ICloud>().ExecuteAsync(command, Caller.Root);

    public Task SetAsync(string setting, string value) => RunAsync(new UpdateConfiguration(setting) { Value = value });

    public Task<VirtualMachine> DeployAsync() =>
        RunAsync(new DeployVirtualMachine(_offering.Id, _template.Id, _zone.Id) { Name = $"vm-{++_count}", NetworkIds = [_network.Id] });

    /// <summary>Deploys VMs one after the other, so that each sees where those before it went.</summary>
    public async Task<IReadOnlyList<Host>> PlacesOfAsync(int vms)
    {
        List<Host> places = [];
        for (var i = 0; i < vms; i++)
        {
            var vm = await DeployAsync();
            places.Add(Hosts.Single(host => host.Id == vm.HostId));
        }
        return places;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task BuildAsync(string? tags)
    {
        _zone = await RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "zone", "Advanced") { GuestCidrAddress = "10.1.1.0/24" });
        var network = await RunAsync(new CreatePhysicalNetwork("guests", _zone.Id) { Vlan = "600-799", IsolationMethods = ["VLAN"] });
        foreach (var traffic in new[] { "Guest", "Management", "Public", "Storage" })
        {
            await RunAsync(new AddTrafficType(network.Id, traffic));
        }
        await RunAsync(new UpdatePhysicalNetwork(network.Id) { State = "Enabled" });
        foreach (var provider in await RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = network.Id, Name = "VirtualRouter" }))
        {
            await RunAsync(new UpdateNetworkServiceProvider(provider.Id!.Value) { State = "Enabled" });
        }
        for (var pod = 1; pod <= 2; pod++)
        {
            await AddPodAsync(pod, tags);
        }
        await RunAsync(new UpdateZone(_zone.Id) { AllocationState = "Enabled" });

        var offering = await RunAsync(new CreateNetworkOffering("VLANs without a router", "Isolated", "isolated", ["Dhcp", "Dns", "UserData"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter"), new("UserData", "VirtualRouter")],
        });
        await RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled" });
        _network = await RunAsync(new CreateNetwork("guests", "guests", offering.Id, _zone.Id));
        var guestOs = (await RunAsync(new ListOsTypes()))[0];
        _template = (await RunAsync(new RegisterTemplate("template", "VHD", "Simulator", "template", guestOs.Id, "http://templates.example/t.vhd", _zone.Id)))[0];
        _offering = (await RunAsync(new ListServiceOfferings { Name = "Small Instance" }))[0];
    }

    private async Task AddPodAsync(int number, string? tags)
    {
        var pod = await RunAsync(new CreatePod($"10.{number}.0.1", $"pod {number}", "255.255.255.0", $"10.{number}.0.100", _zone.Id) { EndIp = $"10.{number}.0.200" });
        var cluster = (await RunAsync(new AddCluster($"cluster {number}", "CloudManaged", "Simulator", pod.Id, _zone.Id)))[0];
        for (var host = 1; host <= 2; host++)
        {
            Hosts.AddRange(await RunAsync(new AddHost("Simulator", "", pod.Id, $"sim://pod{number}-host{host}", "root", _zone.Id)
            {
                ClusterId = cluster.Id,
                HostTags = tags is not null && host == 1 ? [tags] : null,
            }));
        }
        await RunAsync(new CreateStoragePool(cluster.Id, $"primary {number}", pod.Id, $"nfs://10.{number}.0.5/export/primary", _zone.Id));
    }
}
