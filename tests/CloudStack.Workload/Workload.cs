using System.Diagnostics;

namespace CloudStack.Workload;

/// <summary>Deploys VMs and throws them about.</summary>
internal sealed class Workload(ICloud cloud, int seed)
{
    private const int AtOnce = 16;

    private readonly Random _random = new(seed);

    public async Task<int> SetUpAsync(int hosts)
    {
        var zone = await RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "crash", "Advanced") { GuestCidrAddress = "10.8.0.0/16" });
        var physical = await RunAsync(new CreatePhysicalNetwork("guests", zone.Id) { Vlan = "600-799" });
        foreach (var traffic in new[] { "Guest", "Management", "Public", "Storage" })
        {
            await RunAsync(new AddTrafficType(physical.Id, traffic));
        }
        await RunAsync(new UpdatePhysicalNetwork(physical.Id) { State = "Enabled" });
        foreach (var provider in await RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = physical.Id, Name = "VirtualRouter" }))
        {
            await RunAsync(new UpdateNetworkServiceProvider(provider.Id!.Value) { State = "Enabled" });
        }
        var pod = await RunAsync(new CreatePod("10.1.0.1", "pod", "255.255.255.0", "10.1.0.100", zone.Id) { EndIp = "10.1.0.200" });
        var cluster = (await RunAsync(new AddCluster("cluster", "CloudManaged", "Simulator", pod.Id, zone.Id)))[0];
        for (var host = 1; host <= hosts; host++)
        {
            await RunAsync(new AddHost("Simulator", "", pod.Id, $"sim://crash-{host}?cpus=32&mhz=2000&memory=32GiB", "root", zone.Id) { ClusterId = cluster.Id });
        }
        await RunAsync(new CreateStoragePool(cluster.Id, "primary", pod.Id, "nfs://10.1.0.5/export/primary", zone.Id));
        await RunAsync(new UpdateZone(zone.Id) { AllocationState = "Enabled" });
        var offering = await RunAsync(new CreateNetworkOffering("VLANs without a router", "Isolated", "Isolated without router", ["Dhcp", "Dns", "UserData"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter"), new("UserData", "VirtualRouter")],
        });
        await RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled" });
        for (var network = 1; network <= 4; network++)
        {
            await RunAsync(new CreateNetwork("guests", $"guests {network}", offering.Id, zone.Id) { Gateway = $"10.{20 + network}.0.1", Netmask = "255.255.252.0" });
        }
        var guestOs = (await RunAsync(new ListOsTypes { PageSize = 1, Page = 1 }))[0];
        await RunAsync(new RegisterTemplate("template", "VHD", "Simulator", "template", guestOs.Id, "http://templates.example/t.vhd", zone.Id));
        return 0;
    }

    /// <summary>Deploys what is missing of the VMs, and in between does things to those that are there. Ends when all have been deployed.</summary>
    public async Task<int> WorkAsync(int vms)
    {
        var place = await ReadAsync();
        var existing = (await AllAsync()).Select(vm => vm.Name).ToHashSet();
        var missing = new Queue<string>(Enumerable.Range(1, vms).Select(number => $"vm-{number}").Where(name => !existing.Contains(name)));
        using var stop = new CancellationTokenSource();
        var pestering = Enumerable.Range(0, 4).Select(worker => PesterAsync(new Random(seed * 100 + worker), stop.Token)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Next() is { } name)
            {
                await TryAsync(Deployment(place, name));
            }
        }));
        await stop.CancelAsync();
        await Task.WhenAll(pestering);
        return 0;

        string? Next()
        {
            lock (missing)
            {
                return missing.TryDequeue(out var name) ? name : null;
            }
        }
    }

    /// <summary>Places VMs until nothing fits any more, and prints the name of each once it runs.</summary>
    public async Task<int> FillAsync()
    {
        var place = await ReadAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var number = 0; ; number++)
            {
                try
                {
                    Console.WriteLine((await RunAsync(Deployment(place, $"fill-{Environment.ProcessId}-{worker}-{number}"))).Name);
                }
                catch (CloudStackException exception) when (exception.Code == ErrorCode.InsufficientCapacity)
                {
                    return;
                }
                catch (CloudStackException exception) when (exception.Message.EndsWith("was taken over by another server.", StringComparison.Ordinal))
                {
                    // This process could not beat in time. The job goes on at another, which has nobody to tell.
                }
            }
        }));
        return 0;
    }

    /// <summary>Starts deployments that will not end by themselves, and says so.</summary>
    public async Task<int> HoldAsync()
    {
        var place = await ReadAsync();
        for (var number = 0; number < 10; number++)
        {
            await cloud.StartAsync(Deployment(place, $"held-{Environment.ProcessId}-{number}"), Caller.Root);
        }
        Console.WriteLine("holding");
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }

    /// <summary>A second server takes jobs and is killed; this one must end them within three heartbeats.</summary>
    public async Task<int> TakeOverAsync(Dictionary<string, string> options)
    {
        await MakeRoomAsync();
        var heartbeat = TimeSpan.FromMilliseconds(1500);
        var arguments = $"{typeof(Workload).Assembly.Location} hold --database {options["database"]} --state {options["state"]} --faults ensure:slow=600s";
        using var other = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        await other.StandardOutput.ReadLineAsync();
        var held = (await RunAsync(new VerifyConsistency())).JobsInProgress;
        await Task.Delay(heartbeat * 2);
        other.Kill();
        await other.WaitForExitAsync();
        var clock = Stopwatch.StartNew();
        while ((await RunAsync(new VerifyConsistency())).JobsInProgress > 0 && clock.Elapsed < heartbeat * 20)
        {
            await Task.Delay(20);
        }
        var report = await RunAsync(new VerifyConsistency());
        Console.WriteLine($"{held} jobs of the killed server ended here {clock.Elapsed.TotalSeconds:F1} s after it died (three heartbeats are {(heartbeat * 3).TotalSeconds:F1} s); drift {report.Differences.Count}");
        return held > 0 && report.JobsInProgress == 0 && report.Differences.Count == 0 && clock.Elapsed < heartbeat * 3 ? 0 : 1;
    }

    private async Task MakeRoomAsync()
    {
        foreach (var vm in (await AllAsync()).Take(20))
        {
            await TryAsync(new DestroyVirtualMachine(vm.Id));
        }
    }

    /// <summary>Waits for the end of everything, and reads the books.</summary>
    public async Task<int> FinishAsync()
    {
        ConsistencyReport report;
        while ((report = await RunAsync(new VerifyConsistency())).JobsInProgress > 0)
        {
            await Task.Delay(200);
        }
        var vms = await AllAsync();
        var unsettled = vms.Where(vm => vm.State is VirtualMachineState.Starting or VirtualMachineState.Stopping or VirtualMachineState.Migrating).ToList();
        Console.WriteLine($"{vms.Count} virtual machines: {string.Join(", ", vms.GroupBy(vm => vm.State).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"))}");
        Console.WriteLine($"{report.StuckJobs.Count} jobs stuck, {unsettled.Count} virtual machines between states, drift {report.Differences.Count}");
        foreach (var line in report.Differences.Take(20))
        {
            Console.WriteLine($"  {line}");
        }
        foreach (var vm in unsettled)
        {
            Console.WriteLine($"  {vm.Name} is {vm.State}");
        }
        // A stuck job holds its VM where it is until an administrator resumes it; nothing else may be between states.
        return report.Differences.Count == 0 && unsettled.Count <= report.StuckJobs.Count ? 0 : 1;
    }

    private async Task PesterAsync(Random random, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var vms = await AllAsync();
            if (vms.Count == 0)
            {
                await Task.Delay(20, CancellationToken.None);
                continue;
            }
            var vm = vms[random.Next(vms.Count)];
            switch (random.Next(10))
            {
                case 0 or 1 or 2:
                    await TryAsync(new StopVirtualMachine(vm.Id) { Forced = random.Next(2) == 0 });
                    break;
                case 3 or 4:
                    await TryAsync(new StartVirtualMachine(vm.Id));
                    break;
                case 5:
                    await TryAsync(new DestroyVirtualMachine(vm.Id));
                    break;
                default:
                    var hosts = await RunAsync(new ListHosts { Type = "Routing" });
                    await TryAsync(new MigrateVirtualMachine(vm.Id) { HostId = hosts[random.Next(hosts.Items.Count)].Id });
                    break;
            }
        }
    }

    private DeployVirtualMachine Deployment(Place place, string name)
    {
        Network network;
        lock (_random)
        {
            network = place.Networks[_random.Next(place.Networks.Count)];
        }
        return new(place.Offering.Id, place.Template.Id, place.Zone.Id) { Name = name, NetworkIds = [network.Id] };
    }

    private async Task<Place> ReadAsync() => new(
        (await RunAsync(new ListZones()))[0],
        (await RunAsync(new ListServiceOfferings { Name = "Small Instance" }))[0],
        (await RunAsync(new ListTemplates("self")))[0],
        (await RunAsync(new ListNetworks())).Items.OrderBy(network => network.Name, StringComparer.Ordinal).ToList());

    private async Task<IReadOnlyList<VirtualMachine>> AllAsync() => (await RunAsync(new ListVirtualMachines { ListAll = true, PageSize = -1 })).Items;

    /// <summary>Two of these may meet at one VM; then one of them is refused, which is right.</summary>
    private async Task TryAsync<T>(ICommand<T> command)
    {
        try
        {
            await RunAsync(command);
        }
        catch (CloudStackException)
        {
        }
    }

    private Task<T> RunAsync<T>(ICommand<T> command) => cloud.ExecuteAsync(command, Caller.Root);

    private sealed record Place(Zone Zone, ServiceOffering Offering, Template Template, List<Network> Networks);
}
