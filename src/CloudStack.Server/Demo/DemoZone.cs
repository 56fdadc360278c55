namespace CloudStack.Server.Demo;

/// <summary>
/// Builds a simulated zone by commands, as an administrator would: pods, clusters, hosts, storage, a network, a template. What does not need each other
/// is built side by side, because most of the time goes into what the process does for the first time.
/// </summary>
internal sealed class DemoZone(ICloud cloud)
{
    private const int Pods = 2, HostsPerPod = 8;

    /// <summary>Gives the administrator new API keys.</summary>
    public async Task<UserKeys> MakeKeysAsync()
    {
        var admin = (await RunAsync(new ListUsers { UserName = "admin" }))[0];
        return await RunAsync(new RegisterUserKeys(admin.Id));
    }

    /// <summary>Makes the zone, still empty and disabled; null when the cloud has one already.</summary>
    public async Task<Zone?> CreateAsync() => (await RunAsync(new ListZones())).Items.Count > 0
        ? null
        : await RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Demo", "Advanced") { GuestCidrAddress = "10.1.1.0/24" });

    /// <summary>Fills the zone and enables it.</summary>
    public async Task FillAsync(ZoneId zone)
    {
        var offering = AddOfferingAsync();
        var template = Task.Run(() => AddTemplateAsync(zone));
        var pods = Task.Run(() => AddPodsAsync(zone));
        await AddPhysicalNetworkAsync(zone);
        await RunAsync(new CreateNetwork("Guests of the demonstration", "guests", await offering, zone));
        await Task.WhenAll(template, pods);
        await RunAsync(new UpdateZone(zone) { AllocationState = "Enabled" });
    }

    private async Task AddPhysicalNetworkAsync(ZoneId zone)
    {
        var network = await RunAsync(new CreatePhysicalNetwork("guests", zone) { Vlan = "600-799", IsolationMethods = ["VLAN"] });
        foreach (var traffic in new[] { "Guest", "Management", "Public", "Storage" })
        {
            await RunAsync(new AddTrafficType(network.Id, traffic));
        }
        await RunAsync(new UpdatePhysicalNetwork(network.Id) { State = "Enabled" });
        foreach (var provider in await RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = network.Id, Name = "VirtualRouter" }))
        {
            await RunAsync(new UpdateNetworkServiceProvider(provider.Id!.Value) { State = "Enabled" });
        }
    }

    private async Task AddPodsAsync(ZoneId zone)
    {
        for (var number = 1; number <= Pods; number++)
        {
            var pod = await RunAsync(new CreatePod($"10.{number}.0.1", $"pod {number}", "255.255.255.0", $"10.{number}.0.100", zone) { EndIp = $"10.{number}.0.200" });
            var cluster = (await RunAsync(new AddCluster($"cluster {number}", "CloudManaged", "Simulator", pod.Id, zone)))[0];
            for (var host = 1; host <= HostsPerPod; host++)
            {
                await RunAsync(new AddHost("Simulator", "", pod.Id, $"sim://pod{number}-host{host}", "root", zone) { ClusterId = cluster.Id });
            }
            await RunAsync(new CreateStoragePool(cluster.Id, $"primary of {cluster.Name}", pod.Id, $"nfs://10.{number}.0.5/export/primary", zone));
        }
    }

    private async Task<NetworkOfferingId> AddOfferingAsync()
    {
        var offering = await RunAsync(new CreateNetworkOffering("VLANs without a router", "Isolated", "Isolated without a router", ["Dhcp", "Dns", "UserData"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter"), new("UserData", "VirtualRouter")],
        });
        await RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled" });
        return offering.Id;
    }

    private async Task AddTemplateAsync(ZoneId zone)
    {
        var guestOs = (await RunAsync(new ListOsTypes { Description = "Debian GNU/Linux 6(64-bit)" }))[0];
        await RunAsync(new RegisterTemplate("Debian", "VHD", "Simulator", "Debian", guestOs.Id, "http://templates.example/debian.vhd", zone)
        {
            IsPublic = true, IsFeatured = true,
        });
    }

    private Task<T> RunAsync<T>(ICommand<T> command) => cloud.ExecuteAsync(command, Caller.Root);
}
