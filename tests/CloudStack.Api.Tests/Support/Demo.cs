namespace CloudStack.Api.Tests;

/// <summary>The cloud that the tests of this assembly share: a zone with two hosts, a template, a domain with an administrator and a user. They do not change it.</summary>
[SetUpFixture]
internal sealed class Demo
{
    private static string _faults = "";

    public static ApiServer Server { get; private set; } = null!;

    public static Keys Admin { get; private set; } = null!;

    /// <summary>Administrator of the domain <c>west</c>.</summary>
    public static Keys DomainAdmin { get; private set; } = null!;

    /// <summary>A user of the domain <c>west</c>, with the password <c>ann's pass</c>.</summary>
    public static Keys Ann { get; private set; } = null!;

    public static User AnnUser { get; private set; } = null!;

    public static Domain West { get; private set; } = null!;

    public static Zone Zone { get; private set; } = null!;

    public static Host Host { get; private set; } = null!;

    public static Network Network { get; private set; } = null!;

    public static Template Template { get; private set; } = null!;

    public static ServiceOffering Offering { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _faults = Path.GetTempFileName();
        Server = await ApiServer.StartAsync(faults: _faults);
        var admin = (await Server.RunAsync(new ListUsers { UserName = "admin" }))[0];
        Admin = await KeysAsync(admin.Id);
        West = await Server.RunAsync(new CreateDomain("west"));
        DomainAdmin = await KeysAsync(await AccountAsync(2, "dora", "dora's pass"));
        Ann = await KeysAsync(await AccountAsync(0, "ann", "ann's pass"));
        AnnUser = (await Server.RunAsync(new ListUsers { Id = Ann.User }))[0];
        await BuildZoneAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await Server.DisposeAsync();
        File.Delete(_faults);
    }

    /// <summary>Makes the simulator fail as its control file says; empty ends that.</summary>
    public static Task PlanAsync(string faults) => File.WriteAllTextAsync(_faults, faults);

    /// <summary>Sends a query that is signed by the root administrator.</summary>
    public static Task<RawAnswer> GetAsync(string query) => Server.GetAsync(Admin, query);

    /// <summary>Sets a global setting.</summary>
    public static Task SetAsync(string name, string? value) => Server.RunAsync(new UpdateConfiguration(name) { Value = value });

    public static async Task<UserId> AccountAsync(short type, string name, string password) =>
        (await Server.RunAsync(new CreateAccount(type, $"{name}@example.org", name, "Tester", password, name) { DomainId = West.Id })).User[0].Id;

    public static async Task<Keys> KeysAsync(UserId user)
    {
        var keys = await Server.RunAsync(new RegisterUserKeys(user));
        return new(user, keys.ApiKey!, keys.SecretKey!);
    }

    private static async Task BuildZoneAsync()
    {
        Zone = await Server.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "zone & <one>", "Advanced") { GuestCidrAddress = "10.1.1.0/24" });
        var physical = await Server.RunAsync(new CreatePhysicalNetwork("guests", Zone.Id) { Vlan = "600-699", IsolationMethods = ["VLAN"] });
        foreach (var traffic in new[] { "Guest", "Management", "Public", "Storage" })
        {
            await Server.RunAsync(new AddTrafficType(physical.Id, traffic));
        }
        await Server.RunAsync(new UpdatePhysicalNetwork(physical.Id) { State = "Enabled" });
        foreach (var provider in await Server.RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = physical.Id, Name = "VirtualRouter" }))
        {
            await Server.RunAsync(new UpdateNetworkServiceProvider(provider.Id!.Value) { State = "Enabled" });
        }
        var pod = await Server.RunAsync(new CreatePod("10.1.0.1", "pod", "255.255.255.0", "10.1.0.100", Zone.Id) { EndIp = "10.1.0.200" });
        var cluster = (await Server.RunAsync(new AddCluster("cluster", "CloudManaged", "Simulator", pod.Id, Zone.Id)))[0];
        Host = (await Server.RunAsync(new AddHost("Simulator", "", pod.Id, "sim://host1", "root", Zone.Id) { ClusterId = cluster.Id }))[0];
        await Server.RunAsync(new AddHost("Simulator", "", pod.Id, "sim://host2", "root", Zone.Id) { ClusterId = cluster.Id });
        await Server.RunAsync(new CreateStoragePool(cluster.Id, "primary", pod.Id, "nfs://10.1.0.5/export/primary", Zone.Id));
        await Server.RunAsync(new UpdateZone(Zone.Id) { AllocationState = "Enabled" });
        var isolated = await Server.RunAsync(new CreateNetworkOffering("VLANs without a router", "Isolated", "isolated", ["Dhcp"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter")],
        });
        await Server.RunAsync(new UpdateNetworkOffering { Id = isolated.Id, State = "Enabled" });
        Network = await Server.RunAsync(new CreateNetwork("guests", "guests", isolated.Id, Zone.Id));
        var guestOs = (await Server.RunAsync(new ListOsTypes()))[0];
        Template = (await Server.RunAsync(new RegisterTemplate("Debian", "VHD", "Simulator", "Debian", guestOs.Id, "http://templates.example/debian.vhd", Zone.Id)))[0];
        Offering = (await Server.RunAsync(new ListServiceOfferings { Name = "Small Instance" }))[0];
    }
}
