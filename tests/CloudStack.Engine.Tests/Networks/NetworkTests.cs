using CloudStack.Drivers;

namespace CloudStack.Engine.Tests;

public sealed class NetworkTests
{
    [Test]
    public async Task An_isolated_network_waits_for_its_first_vm_with_the_zones_cidr()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);

        var network = await world.IsolatedAsync();

        Assert.That((network.State, network.Type, network.AclType), Is.EqualTo((NetworkState.Allocated, GuestType.Isolated, "Account")));
        Assert.That((network.Cidr, network.Gateway, network.Netmask), Is.EqualTo(("10.1.1.0/24", "10.1.1.1", "255.255.255.0")));
        Assert.That((network.NetworkDomain, network.CanUseForDeploy, network.Related), Is.EqualTo(("cs2cloud.internal", (bool?)true, (NetworkId?)network.Id)));
        Assert.That(network.Service.Select(service => service.Name), Is.EqualTo(new[] { "Dhcp", "Dns", "UserData" }));
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.AnyAsync(e => e.Type == EventType.NetworkCreate && e.State == EventState.Completed)), Is.True);
    }

    [Test]
    public async Task A_shared_network_is_set_up_on_its_vlan_for_everybody()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);

        var network = await world.SharedAsync();

        Assert.That((network.State, network.Vlan, network.BroadcastUri), Is.EqualTo((NetworkState.Setup, "50", "vlan://50")));
        Assert.That((network.AclType, network.SubdomainAccess, network.Domain), Is.EqualTo(("Domain", (bool?)true, "ROOT")));
        Assert.That((network.Cidr, network.CanUseForDeploy), Is.EqualTo(("10.9.0.0/24", (bool?)true)));
    }

    [Test]
    public async Task An_isolated_network_can_have_a_vlan_and_a_range_of_its_own()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var command = new CreateNetwork("I", "I", await world.OfferingAsync("DefaultIsolatedNetworkOffering"), world.Zone.Id)
        {
            Vlan = "70",
            StartIp = "10.3.0.10",
            EndIp = "10.3.0.20",
            Gateway = "10.3.0.1",
            Netmask = "255.255.255.0",
        };

        var network = await cloud.RunAsync(command);
        var nic = await world.AllocateAsync(await world.VmAsync(), network.Id);
        var again = await cloud.RefusedAsync(command with { Name = "J" });
        var shared = Assert.ThrowsAsync<CloudStackException>(() => world.SharedAsync("70"));

        Assert.That((network.State, nic.Ip4Address), Is.EqualTo((NetworkState.Setup, "10.3.0.10")));
        Assert.That(again.Message, Does.Contain("VLAN 70"));
        Assert.That(shared!.Message, Does.Contain("VLAN 70"));
    }

    [Test]
    public async Task What_cannot_be_made_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var isolated = new CreateNetwork("N", "N", await world.IsolatedOfferingAsync(), world.Zone.Id);
        var shared = new CreateNetwork("N", "N", await world.SharedOfferingAsync(), world.Zone.Id)
        {
            Vlan = "50",
            StartIp = "10.9.0.10",
            Gateway = "10.9.0.1",
            Netmask = "255.255.255.0",
        };
        var disabled = await NetworkWorld.AddOfferingAsync(cloud, "Off", GuestType.Isolated, false, ["Dhcp"], row => row.State = OfferingState.Disabled);
        var tagged = await NetworkWorld.AddOfferingAsync(cloud, "Tagged", GuestType.Isolated, false, ["Dhcp"], row => row.Tags = "fast");
        (CreateNetwork Command, string Says)[] odd =
        [
            (isolated with { NetworkOfferingId = new(disabled) }, "Off"),
            (isolated with { NetworkOfferingId = new(tagged) }, "fast"),
            (isolated with { NetworkOfferingId = await world.OfferingAsync("DefaultIsolatedNetworkOfferingWithSourceNatService") }, "provided by VirtualRouter"),
            (isolated with { Vlan = "50" }, "leave vlan out"),
            (isolated with { AclType = "Domain" }, "acltype"),
            (isolated with { SubdomainAccess = true }, "subdomainaccess"),
            (isolated with { StartIp = "10.1.1.5" }, "startip"),
            (isolated with { Gateway = "10.1.1.1" }, "gateway and netmask"),
            (isolated with { Gateway = "10.1.0.1", Netmask = "255.255.0.0" }, "network.guest.cidr.limit"),
            (isolated with { Gateway = "8.8.8.1", Netmask = "255.255.255.0" }, "private"),
            (isolated with { StartIpv6 = "2001:db8::5" }, "IPv6"),
            (isolated with { NetworkDomain = "-odd-" }, "networkdomain"),
            (shared with { Vlan = null }, "give vlan"),
            (shared with { Vlan = "600" }, "VLAN 600"),
            (shared with { Vlan = "5000" }, "5000"),
            (shared with { StartIp = null }, "startip"),
            (shared with { EndIp = "10.9.1.5" }, "10.9.1.5"),
            (shared with { AclType = "Nobody" }, "Nobody"),
        ];
        foreach (var (command, says) in odd)
        {
            var refusal = await cloud.RefusedAsync(command);
            Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter), says);
            Assert.That(refusal.Message, Does.Contain(says));
        }
    }

    [Test]
    public async Task Users_make_isolated_networks_of_their_own_and_no_shared_ones()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (joe, _, _) = await world.AccountAsync("joe");
        var (ann, account, domain) = await world.AccountAsync("ann", AccountType.DomainAdmin);
        var shared = new CreateNetwork("S", "S", await world.SharedOfferingAsync(), world.Zone.Id)
        {
            Vlan = "50",
            StartIp = "10.9.0.10",
            Gateway = "10.9.0.1",
            Netmask = "255.255.255.0",
        };

        var own = await cloud.RunAsync(new CreateNetwork("Own", "Own", await world.IsolatedOfferingAsync(), world.Zone.Id), joe);
        var byUser = await cloud.RefusedAsync(shared, joe);
        var forAll = await cloud.RefusedAsync(shared, ann);
        var forDomain = await cloud.RunAsync(shared with { DomainId = domain }, ann);
        var byOther = await cloud.RefusedAsync(new DeleteNetwork(own.Id), ann);

        Assert.That((own.Account, own.Vlan), Is.EqualTo(("joe", (string?)null)));
        Assert.That(byUser.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(forAll.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((forDomain.DomainId, account), Is.EqualTo(((DomainId?)domain, "ann")));
        Assert.That(byOther.Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Lists_show_what_one_owns_or_may_use()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (joe, account, domain) = await world.AccountAsync("joe");
        var (ann, _, _) = await world.AccountAsync("ann");
        var offering = await world.IsolatedOfferingAsync();
        await cloud.RunAsync(new CreateNetwork("Joe's", "Joe's", offering, world.Zone.Id), joe);
        await cloud.RunAsync(new CreateNetwork("Root's", "Root's", offering, world.Zone.Id));
        await world.SharedAsync();
        await cloud.RunAsync(new CreateNetwork("D", "Domain's", await world.SharedOfferingAsync(), world.Zone.Id)
        {
            DomainId = domain,
            Vlan = "51",
            StartIp = "10.8.0.10",
            Gateway = "10.8.0.1",
            Netmask = "255.255.255.0",
        });

        async Task<string[]> NamesAsync(ListNetworks list, UserId? user = null) =>
            [.. (user is { } someone ? await cloud.RunAsync(list, someone) : await cloud.RunAsync(list)).Items.Select(network => network.Name!)];

        Assert.That(await NamesAsync(new(), joe), Is.EqualTo(new[] { "Joe's", "Shared", "Domain's" }));
        Assert.That(await NamesAsync(new(), ann), Is.EqualTo(new[] { "Shared" }));
        Assert.That(await NamesAsync(new()), Is.EqualTo(new[] { "Root's", "Shared" }));
        Assert.That(await NamesAsync(new() { ListAll = true }), Is.EqualTo(new[] { "Joe's", "Root's", "Shared", "Domain's" }));
        Assert.That(await NamesAsync(new() { Account = account, DomainId = domain }), Is.EqualTo(new[] { "Joe's", "Shared", "Domain's" }));
        Assert.That(await NamesAsync(new() { ListAll = true, Type = "Shared", Keyword = "omain" }), Is.EqualTo(new[] { "Domain's" }));
        Assert.That(await NamesAsync(new() { ListAll = true, AclType = "Account", SupportedServices = ["Dhcp"], CanUseForDeploy = true, SpecifyIpRanges = false, ForVpc = false }),
            Is.EqualTo(new[] { "Joe's", "Root's" }));
        Assert.That(await NamesAsync(new() { ListAll = true, PageSize = 2, Page = 2 }), Is.EqualTo(new[] { "Shared", "Domain's" }));
    }

    [Test]
    public async Task A_network_with_vms_is_not_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.IsolatedAsync();
        var vm = await world.VmOnAsync(network.Id);
        var nics = await world.ReserveAsync(vm);

        var refusal = await cloud.RefusedAsync(new DeleteNetwork(network.Id));
        var state = (await world.RowAsync(network.Id)).State;
        await cloud.Database.WriteAsync(db => cloud.Get<NicAllocator>().ReleaseAsync(db, nics[0]));
        await cloud.RunAsync(new DeleteNetwork(network.Id));

        Assert.That(refusal.Message, Does.Contain(vm.Name));
        Assert.That(state, Is.EqualTo(NetworkState.Implemented));
        Assert.That((await cloud.RunAsync(new ListNetworks { ListAll = true })).Items, Is.Empty);
        Assert.That(await cloud.Database.ReadAsync(NetworkAudit.FindDriftAsync), Is.Empty);
        Assert.That(await cloud.Database.ReadAsync(db => db.VlanTags.CountAsync(tag => tag.NetworkId != null)), Is.Zero);
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.CountAsync(e => e.Type == EventType.ZoneVlanRelease)), Is.EqualTo(1));
        var counts = await cloud.Database.ReadAsync(db => db.ResourceCounts.Where(row => row.Type == (int)ResourceType.Network).Select(row => row.Count).ToListAsync());
        Assert.That(counts, Is.All.Zero);
    }

    [Test]
    public async Task A_network_is_renamed_and_gets_another_offering()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.IsolatedAsync();
        var persistent = await world.IsolatedOfferingAsync(isPersistent: true);

        var changed = await cloud.RunAsync(new UpdateNetwork(network.Id) { Name = "New", NetworkDomain = "example.org", NetworkOfferingId = persistent });
        var refusal = await cloud.RefusedAsync(new UpdateNetwork(network.Id) { NetworkOfferingId = await world.OfferingAsync("DefaultIsolatedNetworkOffering") });
        var shared = await cloud.RefusedAsync(new UpdateNetwork((await world.SharedAsync()).Id) { NetworkOfferingId = persistent });

        Assert.That((changed.Name, changed.DisplayText, changed.NetworkDomain), Is.EqualTo(("New", "Isolated", "example.org")));
        Assert.That((changed.State, changed.IsPersistent), Is.EqualTo((NetworkState.Implemented, (bool?)true)));
        Assert.That(refusal.Message, Does.Contain("specifyvlan"));
        Assert.That(shared.Message, Does.Contain("shared"));
    }

    [Test]
    public async Task Elements_are_told_the_whole_network()
    {
        var element = new FakeElement();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<INetworkElement>(element));
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var offering = await world.OfferingAsync("DefaultIsolatedNetworkOfferingWithSourceNatService");
        await cloud.Database.WriteAsync(db => db.NetworkOfferingServices.DeleteAsync(row => row.Provider == "VirtualRouter"
            && !element.Services.Contains(row.Service)));
        var network = await cloud.RunAsync(new CreateNetwork("N", "N", offering, world.Zone.Id));
        var early = await cloud.RefusedAsync(new RestartNetwork(network.Id));
        var vm = await world.VmOnAsync(network.Id);
        await world.ReserveAsync(vm);

        await cloud.RunAsync(new RestartNetwork(network.Id));

        Assert.That(early.Message, Does.Contain("Allocated"));
        Assert.That(element.Removed.Single().Id, Is.EqualTo(network.Id));
        var spec = element.Ensured.Single();
        Assert.That(spec.Services, Does.Contain("SourceNat"));
        Assert.That(spec.Leases.Single().HostName, Is.EqualTo(vm.Name));
        Assert.That((spec.Gateway, spec.Domain), Is.EqualTo(("10.1.1.1", "cs2cloud.internal")));
    }

    [Test]
    public async Task Idle_networks_are_shut_down_and_come_up_again()
    {
        var element = new FakeElement();
        await using var cloud = await TestCloud.StartAsync(services => services.AddSingleton<INetworkElement>(element));
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (idle, busy) = (await world.IsolatedAsync("Idle"), await world.IsolatedAsync("Busy"));
        var vm = await world.VmOnAsync(idle.Id);
        await world.ReserveAsync(vm);
        await world.ReserveAsync(await world.VmOnAsync(busy.Id));
        await world.UnreserveAsync(vm);
        var collector = ActivatorUtilities.CreateInstance<NetworkGarbageCollector>(cloud.Get<IServiceProvider>());

        await collector.RunAsync(CancellationToken.None);
        Assert.That((await world.RowAsync(idle.Id)).State, Is.EqualTo(NetworkState.Implemented), "too early");
        cloud.Time.Advance(TimeSpan.FromSeconds(601));
        element.Fails = true;
        await collector.RunAsync(CancellationToken.None);
        Assert.That((await world.RowAsync(idle.Id)).State, Is.EqualTo(NetworkState.Shutdown), "the element failed");
        element.Fails = false;
        await collector.RunAsync(CancellationToken.None);

        var row = await world.RowAsync(idle.Id);
        Assert.That((row.State, row.BroadcastUri), Is.EqualTo((NetworkState.Allocated, (string?)null)));
        Assert.That((await world.RowAsync(busy.Id)).State, Is.EqualTo(NetworkState.Implemented));
        Assert.That(await cloud.Database.ReadAsync(NetworkAudit.FindDriftAsync), Is.Empty);
        await world.ReserveAsync(vm);
        Assert.That((await world.RowAsync(idle.Id)).State, Is.EqualTo(NetworkState.Implemented));
    }

    [Test]
    public async Task Ipv6_addresses_come_from_the_networks_range()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await cloud.RunAsync(new CreateNetwork("Six", "Six", await world.SharedOfferingAsync(), world.Zone.Id)
        {
            Vlan = "60",
            StartIpv6 = "2001:db8::10",
            EndIpv6 = "2001:db8::12",
            Ip6Gateway = "2001:db8::1",
            Ip6Cidr = "2001:db8::/64",
        });

        var first = await world.AllocateAsync(await world.VmAsync(), network.Id, ip6: "2001:db8::11");
        var second = await world.AllocateAsync(await world.VmAsync(), network.Id);
        var vm = await world.VmAsync();
        var taken = Assert.ThrowsAsync<CloudStackException>(() => world.AllocateAsync(vm, network.Id, ip6: "2001:db8::11"));
        var no4 = Assert.ThrowsAsync<CloudStackException>(() => world.AllocateAsync(vm, network.Id, ip4: "10.0.0.5"));

        Assert.That((first.Ip6Address, first.Ip6Gateway, first.Ip4Address), Is.EqualTo(("2001:db8::11", "2001:db8::1", (string?)null)));
        Assert.That(second.Ip6Address, Is.EqualTo("2001:db8::10").Or.EqualTo("2001:db8::12"));
        Assert.That(taken!.Message, Does.Contain("in use"));
        Assert.That(no4!.Message, Does.Contain("no IPv4"));
    }
}
