namespace CloudStack.Engine.Tests;

public sealed class NicTests
{
    [Test]
    public async Task A_nic_of_a_shared_network_gets_the_first_free_address()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync();

        var first = await world.AllocateAsync(await world.VmAsync(), network.Id);
        var second = await world.AllocateAsync(await world.VmAsync(), network.Id);

        Assert.That((first.Ip4Address, second.Ip4Address), Is.EqualTo(("10.9.0.10", "10.9.0.11")));
        Assert.That((first.Ip4Netmask, first.Ip4Gateway), Is.EqualTo(("255.255.255.0", "10.9.0.1")));
        Assert.That(first.MacAddress, Does.StartWith("06:"));
    }

    [Test]
    public async Task Many_nics_at_once_get_different_addresses()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync(end: "10.9.0.60");
        List<VirtualMachineRow> vms = [];
        for (var i = 0; i < 40; i++)
        {
            vms.Add(await world.VmAsync());
        }

        var nics = await Task.WhenAll(vms.Select(vm => Task.Run(() => world.AllocateAsync(vm, network.Id))));

        Assert.That(nics.Select(nic => nic.Ip4Address).Distinct().Count(), Is.EqualTo(40));
        Assert.That(await cloud.Database.ReadAsync(NetworkAudit.FindDriftAsync), Is.Empty);
    }

    [Test]
    public async Task A_full_network_says_so()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync(end: "10.9.0.10");
        await world.AllocateAsync(await world.VmAsync(), network.Id);
        var vm = await world.VmAsync();

        var refusal = Assert.ThrowsAsync<CloudStackException>(() => world.AllocateAsync(vm, network.Id));

        Assert.That(refusal!.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(refusal.Message, Does.Contain("Shared").And.Contain("createVlanIpRange"));
    }

    [Test]
    public async Task A_requested_address_is_given_or_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync();
        var vm = await world.VmAsync();

        var nic = await world.AllocateAsync(vm, network.Id, ip4: "10.9.0.15");
        var taken = Assert.ThrowsAsync<CloudStackException>(() => world.AllocateAsync(vm, network.Id, 1, "10.9.0.15"));
        var outside = Assert.ThrowsAsync<CloudStackException>(() => world.AllocateAsync(vm, network.Id, 1, "10.9.0.99"));

        Assert.That(nic.Ip4Address, Is.EqualTo("10.9.0.15"));
        Assert.That(taken!.Message, Does.Contain("in use"));
        Assert.That(outside!.Message, Does.Contain("in no range"));
    }

    [Test]
    public async Task A_nic_of_an_isolated_network_gets_a_random_address_and_a_mac_of_the_network()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.IsolatedAsync();

        var first = await world.AllocateAsync(await world.VmAsync(), network.Id);
        var second = await world.AllocateAsync(await world.VmAsync(), network.Id);

        Assert.That(first.Ip4Address, Does.StartWith("10.1.1.").And.Not.EqualTo("10.1.1.1"));
        Assert.That(second.Ip4Address, Is.Not.EqualTo(first.Ip4Address));
        Assert.That(first.MacAddress, Does.Match("^02:00:..:..:00:01$"));
        Assert.That(second.MacAddress, Does.Match("^02:00:..:..:00:02$"));
    }

    [Test]
    public async Task Many_vms_that_start_at_once_share_one_vlan()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.IsolatedAsync();
        List<VirtualMachineRow> vms = [];
        for (var i = 0; i < 12; i++)
        {
            vms.Add(await world.VmOnAsync(network.Id));
        }

        var nics = await Task.WhenAll(vms.Select(vm => Task.Run(() => world.ReserveAsync(vm))));

        var row = await world.RowAsync(network.Id);
        Assert.That(row.State, Is.EqualTo(NetworkState.Implemented));
        Assert.That(row.ActiveNics, Is.EqualTo(12));
        Assert.That(nics.SelectMany(list => list).Select(nic => nic.BroadcastUri).Distinct(), Is.EqualTo(new[] { row.BroadcastUri }));
        Assert.That(VlanUri.TagOf(row.BroadcastUri), Is.InRange(600, 609));
        Assert.That(await cloud.Database.ReadAsync(NetworkAudit.FindDriftAsync), Is.Empty);
        var events = await cloud.Database.ReadAsync(db => db.Events.CountAsync(e => e.Type == EventType.ZoneVlanAssign));
        Assert.That(events, Is.EqualTo(1));
    }

    [Test]
    public async Task Reserving_and_letting_go_can_be_repeated()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.IsolatedAsync();
        var vm = await world.VmOnAsync(network.Id);

        await world.ReserveAsync(vm);
        await world.ReserveAsync(vm);
        Assert.That((await world.RowAsync(network.Id)).ActiveNics, Is.EqualTo(1));
        await world.UnreserveAsync(vm);
        await world.UnreserveAsync(vm);

        var row = await world.RowAsync(network.Id);
        Assert.That(row.ActiveNics, Is.Zero);
        Assert.That(row.LastNicReleased, Is.Not.Null);
        Assert.That(row.State, Is.EqualTo(NetworkState.Implemented));
    }

    [Test]
    public async Task A_zone_without_a_free_vlan_says_so()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud, "600");
        var one = await world.VmOnAsync((await world.IsolatedAsync("One")).Id);
        var two = await world.VmOnAsync((await world.IsolatedAsync("Two")).Id);
        await world.ReserveAsync(one);

        var refusal = Assert.ThrowsAsync<CloudStackException>(() => world.ReserveAsync(two));

        Assert.That(refusal!.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(refusal.Message, Does.Contain("Physical").And.Contain("Two"));
    }

    [Test]
    public async Task Releasing_a_nic_gives_its_address_back_and_can_be_repeated()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (shared, isolated) = (await world.SharedAsync(), await world.IsolatedAsync());
        var vm = await world.VmOnAsync(shared.Id, isolated.Id);
        var nics = await world.ReserveAsync(vm);

        foreach (var nic in nics.Concat(nics))
        {
            await cloud.Database.WriteAsync(db => cloud.Get<NicAllocator>().ReleaseAsync(db, nic));
        }

        Assert.That(await cloud.Database.ReadAsync(db => db.Nics.CountAsync()), Is.Zero);
        Assert.That(await cloud.Database.ReadAsync(db => db.IpAddresses.CountAsync(row => row.State != IpAddressState.Free)), Is.Zero);
        Assert.That((await world.RowAsync(isolated.Id)).ActiveNics, Is.Zero);
    }

    [Test]
    public async Task In_a_basic_zone_the_address_comes_from_the_pod_that_the_vm_starts_in()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.BasicAsync(cloud);
        var network = await cloud.RunAsync(new CreateNetwork("Guest", "Guest", await world.SharedOfferingAsync(), world.Zone.Id));
        var (one, two) = (await world.PodAsync("One", "10.7.0.2", "10.7.0.9"), await world.PodAsync("Two", "10.7.0.12", "10.7.0.19"));
        await cloud.RunAsync(new CreateVlanIpRange { PodId = new(one.Uuid), ForVirtualNetwork = false, StartIp = "10.7.0.100", EndIp = "10.7.0.109", Gateway = "10.7.0.1", Netmask = "255.255.255.0", NetworkId = network.Id });
        await cloud.RunAsync(new CreateVlanIpRange { PodId = new(two.Uuid), ForVirtualNetwork = false, StartIp = "10.7.0.200", EndIp = "10.7.0.209", Gateway = "10.7.0.1", Netmask = "255.255.255.0", NetworkId = network.Id });
        var vm = await world.VmOnAsync(network.Id);

        var before = await cloud.Database.ReadAsync(db => db.Nics.FirstAsync(nic => nic.VmId == vm.Id));
        var first = (await world.ReserveAsync(vm, one.Id))[0];
        await world.UnreserveAsync(vm);
        var same = (await world.ReserveAsync(vm, one.Id))[0];
        await world.UnreserveAsync(vm);
        var moved = (await world.ReserveAsync(vm, two.Id))[0];

        Assert.That(before.Ip4Address, Is.Null);
        Assert.That((first.Ip4Address, same.Ip4Address, moved.Ip4Address), Is.EqualTo(("10.7.0.100", "10.7.0.100", "10.7.0.200")));
        Assert.That(moved.MacAddress, Is.EqualTo(before.MacAddress));
        Assert.That(await cloud.Database.ReadAsync(db => db.IpAddresses.CountAsync(row => row.State == IpAddressState.Allocated)), Is.EqualTo(1));
    }

    [Test]
    public async Task Drivers_get_the_nics_in_order_with_label_and_rate()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (shared, isolated) = (await world.SharedAsync(), await world.IsolatedAsync());
        var vm = await world.VmOnAsync(shared.Id, isolated.Id);
        await world.ReserveAsync(vm);

        var specs = await cloud.Database.ReadAsync(db => cloud.Get<NetworkOrchestrator>().SpecsAsync(db, vm));

        Assert.That(specs.Select(spec => spec.DeviceId), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(specs.Select(spec => spec.NetworkLabel), Is.All.EqualTo("cloudbr1"));
        Assert.That(specs.Select(spec => spec.RateMbps), Is.All.EqualTo(200));
        Assert.That(specs[0].BroadcastUri, Is.EqualTo("vlan://50"));
        Assert.That(specs[1].BroadcastUri, Does.Match("^vlan://60[0-9]$"));
        var views = await cloud.Database.ReadAsync(db => NicViews.ByVmAsync(db, [vm.Id]));
        Assert.That(views[vm.Id].Select(nic => nic.NetworkName), Is.EqualTo(new[] { "Shared", "Isolated" }));
    }
}
