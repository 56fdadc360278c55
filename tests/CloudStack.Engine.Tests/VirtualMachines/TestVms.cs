namespace CloudStack.Engine.Tests.VirtualMachines;

/// <summary>A zone that is ready for VMs: hosts, a pool, a network and a template.</summary>
internal sealed class TestVms : IAsyncDisposable
{
    private int _count;

    private TestVms(TestCloud cloud, TestZone zone) => (Cloud, Zone) = (cloud, zone);

    public TestCloud Cloud { get; }

    public TestZone Zone { get; }

    public Network Network { get; private set; } = null!;

    public Template Template { get; private set; } = null!;

    public ServiceOffering Small { get; private set; } = null!;

    public static async Task<TestVms> StartAsync(TestZoneShape? shape = null, Action<IServiceCollection>? configure = null)
    {
        var cloud = await TestCloud.StartAsync(configure);
        var vms = new TestVms(cloud, await TestZone.BuildAsync(cloud, shape ?? new TestZoneShape { HostsPerCluster = 2 }));
        vms.Small = (await cloud.RunAsync(new ListServiceOfferings { Name = "Small Instance" }))[0];
        var offering = await cloud.RunAsync(new CreateNetworkOffering("isolated", "Isolated", "Isolated without router", ["Dhcp", "Dns", "UserData"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter"), new("UserData", "VirtualRouter")],
        });
        await cloud.RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled" });
        await cloud.Database.WriteAsync(db => db.InsertRowAsync(new NetworkServiceProviderRow
        {
            Uuid = Guid.NewGuid(), PhysicalNetworkId = vms.Zone.PhysicalNetwork.Id, Name = "VirtualRouter", State = NetworkServiceProviderState.Enabled, Services = "Dhcp,Dns,UserData",
        }));
        vms.Network = await cloud.RunAsync(new CreateNetwork("guests", "guests", offering.Id, vms.Zone.Zone.Id));
        var guestOs = (await cloud.RunAsync(new ListOsTypes { Page = 1, PageSize = 1 }))[0];
        vms.Template = (await cloud.RunAsync(new RegisterTemplate("template", "VHD", "Simulator", "template", guestOs.Id, "http://templates.example/t.vhd", vms.Zone.Zone.Id)))[0];
        return vms;
    }

    public DeployVirtualMachine Deployment(string? name = null) =>
        new(Small.Id, Template.Id, Zone.Zone.Id) { Name = name ?? $"vm-{++_count}", NetworkIds = [Network.Id] };

    public Task<VirtualMachine> DeployAsync(string? name = null) => Cloud.RunAsync(Deployment(name));

    public async Task<VirtualMachine> ReadAsync(VirtualMachineId id) => (await Cloud.RunAsync(new ListVirtualMachines { Id = id, ListAll = true }))[0];

    /// <summary>A data volume of 5 GiB that belongs to root, unless to a user.</summary>
    public async Task<Volume> CreateVolumeAsync(string name = "data", UserId? user = null)
    {
        var offering = (await Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];
        var command = new CreateVolume(name) { DiskOfferingId = offering.Id, ZoneId = Zone.Zone.Id };
        return user is { } owner ? await Cloud.RunAsync(command, owner) : await Cloud.RunAsync(command);
    }

    /// <summary>An ISO that is ready in the zone; made once, as a row.</summary>
    public async Task<Template> IsoAsync(string name = "installer")
    {
        await AddImageAsync(name, isIso: true);
        return (await Cloud.RunAsync(new ListIsos { IsoFilter = "self", Name = name }))[0];
    }

    /// <summary>A new template that is on no pool yet, and that hosts fetch from where it was registered.</summary>
    public async Task<Template> FreshTemplateAsync()
    {
        var name = $"fresh-{++_count}";
        await AddImageAsync(name, isIso: false);
        return (await Cloud.RunAsync(new ListTemplates("self") { Name = name }))[0];
    }

    private Task AddImageAsync(string name, bool isIso) => Cloud.Database.WriteAsync(async db =>
    {
        if (await db.Templates.AnyAsync(row => row.Name == name))
        {
            return;
        }
        var image = await db.InsertRowAsync(new TemplateRow
        {
            Uuid = Guid.NewGuid(), AccountId = Identity.AdminAccountId, DomainId = Identity.RootDomainId, Name = name, DisplayText = name + " text", UniqueName = name,
            Type = TemplateTypes.User, Format = isIso ? TemplateFormat.Iso : "VHD", Hypervisor = isIso ? null : "Simulator", GuestOsId = (await db.GuestOsTypes.FirstAsync()).Id,
            Url = "http://images.example/a", Bits = 64, RequiresHvm = true, IsIso = isIso, IsBootable = true, Created = Cloud.Time.GetUtcNow(),
        });
        var zone = await db.Zones.FirstAsync(row => row.Uuid == Zone.Zone.Id.Value);
        await db.InsertAsync(ImageRegistration.Place(image.Id, zone.Id, null, TemplateSourceFacts.Unknown, Cloud.Time.GetUtcNow()));
    });

    /// <summary>A data volume that is attached to a VM.</summary>
    public async Task<Volume> AttachedVolumeAsync(VirtualMachineId vm) => await Cloud.RunAsync(new AttachVolume((await CreateVolumeAsync()).Id, vm));

    public async Task<Volume> ReadAsync(VolumeId id) => (await Cloud.RunAsync(new ListVolumes { Id = id, ListAll = true }))[0];

    /// <summary>Another network like the first; made once.</summary>
    public async Task<Network> SecondNetworkAsync(string name = "second") =>
        (await Cloud.RunAsync(new ListNetworks { ListAll = true })).FirstOrDefault(network => network.Name == name)
        ?? await Cloud.RunAsync(new CreateNetwork(name, name, Network.NetworkOfferingId!.Value, Zone.Zone.Id));

    /// <summary>An account of the domain ROOT with a user.</summary>
    public Task<Account> AccountAsync(string name) => Cloud.RunAsync(new CreateAccount(0, $"{name}@example.org", "Some", "Body", "secret", name));

    /// <summary>How many of something the books say that root's account has.</summary>
    public Task<long> CountAsync(ResourceType type) => Cloud.Database.ReadAsync(db => db.ResourceCounts
        .Where(row => row.OwnerKind == OwnerKind.Account && row.OwnerId == Identity.AdminAccountId && row.Type == (int)type).Select(row => row.Count).FirstOrDefaultAsync());

    /// <summary>Runs one round of a background work.</summary>
    public async Task RoundAsync<T>() where T : class, IReconciler
    {
        await ActivatorUtilities.CreateInstance<T>(Cloud.Get<IServiceProvider>()).RunAsync(CancellationToken.None);
        await Cloud.Get<JobRunner>().WhenIdleAsync();
    }

    /// <summary>What the recount finds; nothing when the books are right.</summary>
    public async Task<IReadOnlyList<string>> DriftAsync() => (await Cloud.RunAsync(new VerifyConsistency())).Differences;

    /// <summary>Waits for something that waits for time, and lets time pass meanwhile.</summary>
    public async Task<T> WhileTimePassesAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            Cloud.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(1));
        }
        return await task;
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
