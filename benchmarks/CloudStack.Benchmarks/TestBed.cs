using CloudStack;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Benchmarks;

/// <summary>A cloud with any number of simulated hosts, 16 to a cluster.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    private static int _files;

    private readonly IServiceProvider _services;
    private readonly string? _file;

    private TestBed(IServiceProvider services, string? file) => (_services, _file) = (services, file);

    public ICloud Cloud => _services.GetRequiredService<ICloud>();

    public IServiceProvider Services => _services;

    public Zone Zone { get; private set; } = null!;

    /// <summary>The web application that serves it, if one was asked for.</summary>
    public WebApplication? App { get; private init; }

    public ServiceOffering Offering { get; private set; } = null!;

    public Template Template { get; private set; } = null!;

    public List<Network> Networks { get; } = [];

    public static async Task<TestBed> BuildAsync(string? database, int hosts, WebApplicationBuilder? web = null)
    {
        var file = database is null ? Path.Combine(Environment.CurrentDirectory, $"bench-{Environment.ProcessId}-{Interlocked.Increment(ref _files)}.db") : null;
        var services = web?.Services ?? new ServiceCollection();
        services.AddCloudStack(cloud =>
        {
            _ = database is null ? cloud.UseSqlite(file!) : cloud.UseMySql(database).UseKey(() => "bench"u8.ToArray());
            cloud.AddPlugins("plugins");
        });
        web?.Services.AddCloudStackApi();
        var app = web?.Build();
        app?.MapCloudStackApi();
        var bed = new TestBed(app?.Services ?? services.BuildServiceProvider(), file) { App = app };
        await bed.BuildAsync(hosts);
        return bed;
    }

    public Task<VirtualMachine> DeployAsync(int number) => RunAsync(new DeployVirtualMachine(Offering.Id, Template.Id, Zone.Id)
    {
        Name = $"vm-{Environment.ProcessId}-{number}", NetworkIds = [Networks[number % Networks.Count].Id],
    });

    public Task<T> RunAsync<T>(ICommand<T> command) => Cloud.ExecuteAsync(command, Caller.Root);

    public async ValueTask DisposeAsync()
    {
        await (App ?? (IAsyncDisposable)_services).DisposeAsync();
        foreach (var leftover in _file is null ? [] : Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(leftover);
        }
    }

    private async Task BuildAsync(int hosts)
    {
        Zone = await RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", $"bench-{Environment.ProcessId}", "Advanced"));
        var physical = await RunAsync(new CreatePhysicalNetwork("guests", Zone.Id) { Vlan = "600-799" });
        foreach (var traffic in new[] { "Guest", "Management", "Public", "Storage" })
        {
            await RunAsync(new AddTrafficType(physical.Id, traffic));
        }
        await RunAsync(new UpdatePhysicalNetwork(physical.Id) { State = "Enabled" });
        foreach (var provider in await RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = physical.Id, Name = "VirtualRouter" }))
        {
            await RunAsync(new UpdateNetworkServiceProvider(provider.Id!.Value) { State = "Enabled" });
        }
        var pod = await RunAsync(new CreatePod("10.1.0.1", "pod", "255.255.255.0", "10.1.0.100", Zone.Id) { EndIp = "10.1.0.200" });
        for (var first = 0; first < hosts; first += 16)
        {
            var cluster = (await RunAsync(new AddCluster($"cluster {first / 16}", "CloudManaged", "Simulator", pod.Id, Zone.Id)))[0];
            for (var host = first; host < Math.Min(hosts, first + 16); host++)
            {
                await RunAsync(new AddHost("Simulator", "", pod.Id, $"sim://bench-{host}?cpus=64&mhz=2400&memory=256GiB", "root", Zone.Id) { ClusterId = cluster.Id });
            }
            await RunAsync(new CreateStoragePool(cluster.Id, $"primary {first / 16}", pod.Id, $"nfs://10.1.0.5/export/{first / 16}", Zone.Id));
        }
        await RunAsync(new UpdateZone(Zone.Id) { AllocationState = "Enabled" });
        var offering = await RunAsync(new CreateNetworkOffering("VLANs without a router", "Isolated", "Isolated without router", ["Dhcp", "Dns", "UserData"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter"), new("UserData", "VirtualRouter")],
        });
        await RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled" });
        for (var network = 0; network < 32; network++)
        {
            Networks.Add(await RunAsync(new CreateNetwork("guests", $"guests {network}", offering.Id, Zone.Id) { Gateway = $"10.{100 + network}.0.1", Netmask = "255.255.252.0" }));
        }
        var guestOs = (await RunAsync(new ListOsTypes { Page = 1, PageSize = 1 }))[0];
        Template = (await RunAsync(new RegisterTemplate("t", "VHD", "Simulator", "t", guestOs.Id, "http://templates.example/t.vhd", Zone.Id)))[0];
        Offering = (await RunAsync(new ListServiceOfferings { Name = "Small Instance" }))[0];
    }
}
