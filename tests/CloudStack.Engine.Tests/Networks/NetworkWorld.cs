namespace CloudStack.Engine.Tests;

/// <summary>What tests of networks stand on: offerings, a zone with an enabled physical network, accounts, and VMs as bare rows.</summary>
internal sealed class NetworkWorld(TestCloud cloud)
{
    private int _count;

    public required Zone Zone { get; init; }

    public required PhysicalNetwork Physical { get; init; }

    public static async Task<NetworkWorld> AdvancedAsync(TestCloud cloud, string? vlans = "600-609")
    {
        await SeedOfferingsAsync(cloud);
        var zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Advanced", "Advanced") { AllocationState = "Enabled" });
        return await WithPhysicalAsync(cloud, zone, vlans);
    }

    public static async Task<NetworkWorld> BasicAsync(TestCloud cloud)
    {
        await SeedOfferingsAsync(cloud);
        var zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Basic", "Basic") { AllocationState = "Enabled" });
        return await WithPhysicalAsync(cloud, zone, null);
    }

    public Task<NetworkOfferingId> SharedOfferingAsync() => OfferingAsync("DefaultSharedNetworkOffering");

    /// <summary>An offering for isolated networks that take their VLAN from the pool and need no element.</summary>
    public async Task<NetworkOfferingId> IsolatedOfferingAsync(bool isPersistent = false) =>
        new(await AddOfferingAsync(cloud, $"Isolated {++_count}", GuestType.Isolated, false, ["Dhcp", "Dns", "UserData"], row => row.IsPersistent = isPersistent));

    public Task<NetworkOfferingId> OfferingAsync(string name) => cloud.Database.ReadAsync(async db =>
        new NetworkOfferingId(await db.NetworkOfferings.Where(row => row.UniqueName == name).Select(row => row.Uuid).FirstAsync()));

    public async Task<Network> IsolatedAsync(string name = "Isolated") =>
        await cloud.RunAsync(new CreateNetwork(name, name, await IsolatedOfferingAsync(), Zone.Id));

    public async Task<Network> SharedAsync(string vlan = "50", string start = "10.9.0.10", string end = "10.9.0.19") =>
        await cloud.RunAsync(new CreateNetwork("Shared", "Shared", await SharedOfferingAsync(), Zone.Id)
        {
            Vlan = vlan,
            StartIp = start,
            EndIp = end,
            Gateway = "10.9.0.1",
            Netmask = "255.255.255.0",
        });

    public Task<NetworkRow> RowAsync(NetworkId id) => cloud.Database.ReadAsync(db => db.Networks.FirstAsync(row => row.Uuid == id.Value));

    /// <summary>A user with an account of its own in a domain below ROOT.</summary>
    public Task<(UserId User, string Account, DomainId Domain)> AccountAsync(string name, AccountType type = AccountType.User) => cloud.Database.WriteAsync(async db =>
    {
        var ids = cloud.Get<IIdSource>();
        var domain = await db.InsertRowAsync(new DomainRow { Uuid = ids.NewGuid(), Name = name, Path = $"/{name}/", Level = 1, ParentId = 1, OwnerAccountId = 2 });
        var account = await db.InsertRowAsync(new AccountRow { Uuid = ids.NewGuid(), Name = name, DomainId = domain.Id, Type = type, State = AccountState.Enabled });
        var user = await db.InsertRowAsync(new UserRow { Uuid = ids.NewGuid(), UserName = name, AccountId = account.Id, State = AccountState.Enabled });
        return (new UserId(user.Uuid), name, new DomainId(domain.Uuid));
    });

    public Task<VirtualMachineRow> VmAsync(long accountId = Identity.AdminAccountId, string hypervisor = "KVM") => cloud.Database.WriteAsync(async db =>
    {
        var zone = await db.Zones.FirstAsync(row => row.Uuid == Zone.Id.Value);
        var ids = cloud.Get<IIdSource>();
        return await db.InsertRowAsync(new VirtualMachineRow
        {
            Uuid = ids.NewGuid(),
            AccountId = accountId,
            DomainId = await db.Accounts.Where(row => row.Id == accountId).Select(row => row.DomainId).FirstAsync(),
            Type = "User",
            Name = $"vm{Interlocked.Increment(ref _count)}",
            InstanceName = ids.NewGuid().ToString(),
            UserId = Identity.AdminUserId,
            ZoneId = zone.Id,
            Hypervisor = hypervisor,
        });
    });

    /// <summary>A VM with a NIC on each of the networks; the first is the default one.</summary>
    public async Task<VirtualMachineRow> VmOnAsync(params NetworkId[] networks)
    {
        var vm = await VmAsync();
        for (var i = 0; i < networks.Length; i++)
        {
            await AllocateAsync(vm, networks[i], i);
        }
        return vm;
    }

    public async Task<NicRow> AllocateAsync(VirtualMachineRow vm, NetworkId network, int device = 0, string? ip4 = null, string? ip6 = null)
    {
        var row = await RowAsync(network);
        return await cloud.Database.WriteAsync(db => cloud.Get<NicAllocator>().AllocateAsync(db, row, vm, device, device == 0, ip4, ip6));
    }

    public Task<IReadOnlyList<NicRow>> ReserveAsync(VirtualMachineRow vm, long podId = 0) =>
        cloud.Database.WriteAsync<IReadOnlyList<NicRow>>(async db =>
        {
            await cloud.Get<NetworkOrchestrator>().ReserveAsync(db, vm, podId);
            return await db.Nics.Where(nic => nic.VmId == vm.Id).OrderBy(nic => nic.DeviceId).ToListAsync();
        });

    public Task UnreserveAsync(VirtualMachineRow vm) => cloud.Database.WriteAsync(db => cloud.Get<NetworkOrchestrator>().UnreserveAsync(db, vm));

    public Task<PodRow> PodAsync(string name, string start, string end) => cloud.Database.WriteAsync(async db => await db.InsertRowAsync(new PodRow
    {
        Uuid = cloud.Get<IIdSource>().NewGuid(),
        ZoneId = await db.Zones.Where(row => row.Uuid == Zone.Id.Value).Select(row => row.Id).FirstAsync(),
        Name = name,
        Gateway = "10.7.0.1",
        CidrAddress = "10.7.0.0",
        CidrSize = 24,
        StartIp = start,
        EndIp = end,
    }));

    public static Task<Guid> AddOfferingAsync(TestCloud cloud, string name, GuestType type, bool specifyVlan, string[] services, Action<NetworkOfferingRow>? change = null) =>
        cloud.Database.WriteAsync(async db =>
        {
            var row = new NetworkOfferingRow
            {
                Uuid = cloud.Get<IIdSource>().NewGuid(),
                Name = name,
                DisplayText = name,
                UniqueName = name,
                TrafficType = "Guest",
                GuestType = type,
                State = OfferingState.Enabled,
                Availability = "Optional",
                SpecifyVlan = specifyVlan,
                SpecifyIpRanges = specifyVlan,
            };
            change?.Invoke(row);
            await db.InsertRowAsync(row);
            foreach (var service in services)
            {
                await db.InsertAsync(new NetworkOfferingServiceRow { NetworkOfferingId = row.Id, Service = service, Provider = "VirtualRouter" });
            }
            return row.Uuid;
        });

    private static async Task<NetworkWorld> WithPhysicalAsync(TestCloud cloud, Zone zone, string? vlans)
    {
        var physical = await cloud.RunAsync(new CreatePhysicalNetwork("Physical", zone.Id) { Vlan = vlans });
        await cloud.RunAsync(new AddTrafficType(physical.Id, "Guest") { KvmNetworkLabel = "cloudbr1" });
        if (zone.NetworkType == ZoneNetworkType.Advanced)
        {
            await cloud.RunAsync(new AddTrafficType(physical.Id, "Public"));
        }
        physical = await cloud.RunAsync(new UpdatePhysicalNetwork(physical.Id) { State = "Enabled" });
        return new NetworkWorld(cloud) { Zone = zone, Physical = physical };
    }

    /// <summary>The offerings of a new cloud that tests use, where the cloud does not hold them yet.</summary>
    private static async Task SeedOfferingsAsync(TestCloud cloud)
    {
        if (await cloud.Database.ReadAsync(db => db.NetworkOfferings.AnyAsync()))
        {
            return;
        }
        string[] basic = ["Dhcp", "Dns", "UserData"];
        await AddOfferingAsync(cloud, "DefaultSharedNetworkOffering", GuestType.Shared, true, basic);
        await AddOfferingAsync(cloud, "DefaultIsolatedNetworkOffering", GuestType.Isolated, true, basic);
        await AddOfferingAsync(cloud, "DefaultIsolatedNetworkOfferingWithSourceNatService", GuestType.Isolated, false, [.. basic, "SourceNat"],
            row => row.Availability = "Required");
    }
}
