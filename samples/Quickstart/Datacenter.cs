using CloudStack;

namespace Quickstart;

/// <summary>
/// Builds the advanced zone of the installation guide by commands: a physical network with VLANs 600 to 799 for guests, pods with reserved system
/// addresses, clusters of hosts with primary storage, a network and a template.
/// </summary>
internal sealed class Datacenter(ICloud cloud, Arguments arguments, string name)
{
    private const int HostsPerCluster = 16;
    private readonly List<Func<Task>> _undo = [];

    public Zone? Built { get; private set; }

    public Zone Zone => Built ?? throw new InvalidOperationException("The zone is not built yet.");

    public Network Network { get; private set; } = null!;

    public Template Template { get; private set; } = null!;

    public List<Host> Hosts { get; } = [];

    public async Task BuildAsync(Action<string> progress)
    {
        progress("zone");
        Built = await RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", name, "Advanced") { GuestCidrAddress = "10.1.1.0/24" });
        _undo.Add(() => RunAsync(new DeleteZone(Zone.Id)));
        await AddPhysicalNetworkAsync();
        if (arguments.IsReal)
        {
            await AddRealHostsAsync(progress);
        }
        else
        {
            await AddSimulatedHostsAsync(progress);
        }
        await RunAsync(new UpdateZone(Zone.Id) { AllocationState = "Enabled" });
        progress("network and template");
        Network = await AddNetworkAsync();
        _undo.Add(() => RunAsync(new DeleteNetwork(Network.Id)));
        Template = await AddTemplateAsync();
        _undo.Add(() => RunAsync(new DeleteTemplate(Template.Id)));
    }

    /// <summary>Takes everything away again, last things first; what cannot be taken away is reported and left.</summary>
    public async Task RemoveAsync(Action<Exception> report)
    {
        foreach (var undo in Enumerable.Reverse(_undo))
        {
            try
            {
                await undo();
            }
            catch (Exception exception)
            {
                report(exception);
            }
        }
    }

    private async Task AddPhysicalNetworkAsync()
    {
        var network = await RunAsync(new CreatePhysicalNetwork("guests", Zone.Id) { Vlan = "600-799", IsolationMethods = ["VLAN"] });
        _undo.Add(() => RunAsync(new DeletePhysicalNetwork(network.Id)));
        foreach (var traffic in new[] { "Guest", "Management", "Public", "Storage" })
        {
            await RunAsync(new AddTrafficType(network.Id, traffic) { KvmNetworkLabel = traffic == "Guest" ? "cloudbr0" : null });
        }
        await RunAsync(new UpdatePhysicalNetwork(network.Id) { State = "Enabled" });
        var providers = await RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = network.Id, Name = "VirtualRouter" });
        foreach (var provider in providers)
        {
            await RunAsync(new UpdateNetworkServiceProvider(provider.Id!.Value) { State = "Enabled" });
        }
    }

    private async Task AddSimulatedHostsAsync(Action<string> progress)
    {
        for (var pod = 1; pod <= 2; pod++)
        {
            var podView = await AddPodAsync(pod);
            var cluster = await AddClusterAsync(podView, $"cluster {pod}");
            var number = pod;
            progress($"{HostsPerCluster} hosts in pod {pod}");
            await Task.WhenAll(Enumerable.Range(1, HostsPerCluster).Select(host => AddHostAsync(podView, cluster, $"sim://pod{number}-host{host}")));
            await AddPoolAsync(podView, cluster, $"nfs://10.{pod}.0.5/export/primary");
        }
    }

    private async Task AddRealHostsAsync(Action<string> progress)
    {
        var pod = await AddPodAsync(1);
        var cluster = await AddClusterAsync(pod, "cluster 1");
        foreach (var address in arguments.Hosts)
        {
            progress($"host {new Uri(address).Host}");
            await AddHostAsync(pod, cluster, address);
        }
        await AddPoolAsync(pod, cluster, $"SharedMountPoint://localhost{arguments.Pool}");
    }

    private async Task<Pod> AddPodAsync(int number)
    {
        var pod = await RunAsync(new CreatePod($"10.{number}.0.1", $"pod {number}", "255.255.255.0", $"10.{number}.0.100", Zone.Id) { EndIp = $"10.{number}.0.200" });
        _undo.Add(() => RunAsync(new DeletePod(pod.Id)));
        return pod;
    }

    private async Task<Cluster> AddClusterAsync(Pod pod, string clusterName)
    {
        var cluster = (await RunAsync(new AddCluster(clusterName, "CloudManaged", arguments.Hypervisor, pod.Id, Zone.Id)))[0];
        _undo.Add(() => RunAsync(new DeleteCluster(cluster.Id)));
        return cluster;
    }

    private async Task AddHostAsync(Pod pod, Cluster cluster, string address)
    {
        var user = new Uri(address).UserInfo is { Length: > 0 } info ? info.Split(':')[0] : "root";
        var host = (await RunAsync(new AddHost(arguments.Hypervisor, "", pod.Id, address, user, Zone.Id) { ClusterId = cluster.Id, PrivateKey = arguments.Key }))[0];
        lock (_undo)
        {
            Hosts.Add(host);
            _undo.Add(async () =>
            {
                await RunAsync(new PrepareHostForMaintenance(host.Id));
                await RunAsync(new DeleteHost(host.Id) { Forced = true });
            });
        }
    }

    private async Task AddPoolAsync(Pod pod, Cluster cluster, string url)
    {
        var pool = await RunAsync(new CreateStoragePool(cluster.Id, $"primary of {cluster.Name}", pod.Id, url, Zone.Id));
        _undo.Add(async () =>
        {
            await RunAsync(new EnableStorageMaintenance(pool.Id));
            await RunAsync(new DeleteStoragePool(pool.Id) { Forced = true });
        });
    }

    private async Task<Network> AddNetworkAsync()
    {
        if (arguments.IsReal)
        {
            // On real hosts the guests share the bridge that the hosts have, without a VLAN.
            var shared = (await RunAsync(new ListNetworkOfferings { Name = "DefaultSharedNetworkOffering" }))[0];
            return await RunAsync(new CreateNetwork("Guests of the quickstart", $"{name} guests", shared.Id, Zone.Id)
            {
                Vlan = "untagged", Gateway = "10.1.1.1", Netmask = "255.255.255.0", StartIp = "10.1.1.10", EndIp = "10.1.1.250",
            });
        }
        var offering = await RunAsync(new CreateNetworkOffering("VLANs without a router", "Isolated", $"{name} isolated", ["Dhcp", "Dns", "UserData"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter"), new("UserData", "VirtualRouter")],
        });
        _undo.Add(() => RunAsync(new DeleteNetworkOffering(offering.Id)));
        await RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled" });
        return await RunAsync(new CreateNetwork("Guests of the quickstart", $"{name} guests", offering.Id, Zone.Id));
    }

    private async Task<Template> AddTemplateAsync()
    {
        var guestOs = (await RunAsync(new ListOsTypes { Description = "Debian GNU/Linux 6(64-bit)" })) is { Items.Count: > 0 } found
            ? found[0] : (await RunAsync(new ListOsTypes()))[0];
        var (url, format) = arguments.Template is { } file ? ($"file://{file}", "QCOW2") : ("http://templates.example/debian.vhd", "VHD");
        return (await RunAsync(new RegisterTemplate("Debian", format, arguments.Hypervisor, $"{name} Debian", guestOs.Id, url, Zone.Id)))[0];
    }

    private Task<T> RunAsync<T>(ICommand<T> command) => cloud.ExecuteAsync(command, Caller.Root);
}
