namespace CloudStack.Engine.Tests;

public sealed class VlanIpRangeTests
{
    private static CreateVlanIpRange Public(NetworkWorld world, string start, string end, string vlan = "40", string gateway = "192.0.2.1") => new()
    {
        ZoneId = world.Zone.Id,
        StartIp = start,
        EndIp = end,
        Gateway = gateway,
        Netmask = "255.255.255.0",
        Vlan = vlan,
    };

    [Test]
    public async Task A_public_range_has_a_row_for_each_address()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);

        var range = await cloud.RunAsync(Public(world, "192.0.2.10", "192.0.2.19"));
        await cloud.RunAsync(Public(world, "192.0.2.20", "192.0.2.20"));

        Assert.That((range.ForVirtualNetwork, range.Vlan, range.StartIp, range.EndIp), Is.EqualTo(((bool?)true, "40", "192.0.2.10", "192.0.2.19")));
        var rows = await cloud.Database.ReadAsync(db => db.IpAddresses.OrderBy(row => row.AddressNumber).ToListAsync());
        Assert.That(rows.Select(row => row.Address), Is.EqualTo(Enumerable.Range(10, 11).Select(last => $"192.0.2.{last}")));
        Assert.That(rows.Select(row => row.MacNumber).Distinct().Count(), Is.EqualTo(11));
    }

    [Test]
    public async Task Ranges_keep_clear_of_each_other()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        await cloud.RunAsync(Public(world, "192.0.2.10", "192.0.2.19"));

        string[] messages =
        [
            (await cloud.RefusedAsync(Public(world, "192.0.2.19", "192.0.2.30"))).Message,
            (await cloud.RefusedAsync(Public(world, "192.0.2.40", "192.0.2.50", "41"))).Message,
            (await cloud.RefusedAsync(Public(world, "192.0.2.40", "192.0.2.50", gateway: "192.0.2.2"))).Message,
            (await cloud.RefusedAsync(Public(world, "198.51.100.10", "198.51.100.19", "605", "198.51.100.1"))).Message,
            (await cloud.RefusedAsync(Public(world, "192.0.2.60", "192.0.3.1"))).Message,
            (await cloud.RefusedAsync(Public(world, "192.0.2.1", "192.0.2.5"))).Message,
        ];

        Assert.That(messages[0], Does.Contain("overlaps"));
        Assert.That(messages[1], Does.Contain("VLAN 40 already"));
        Assert.That(messages[2], Does.Contain("same gateway"));
        Assert.That(messages[3], Does.Contain("605"));
        Assert.That(messages[4], Does.Contain("not all in"));
        Assert.That(messages[5], Does.Contain("gateway 192.0.2.1 is inside"));
    }

    [Test]
    public async Task A_public_range_can_be_an_accounts_own()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (_, account, domain) = await world.AccountAsync("joe");

        var range = await cloud.RunAsync(Public(world, "192.0.2.10", "192.0.2.19") with { Account = account, DomainId = domain });
        await cloud.RunAsync(Public(world, "192.0.2.30", "192.0.2.39"));

        Assert.That((range.Account, range.DomainId), Is.EqualTo(("joe", (DomainId?)domain)));
        Assert.That((await cloud.RunAsync(new ListVlanIpRanges { Account = account, DomainId = domain })).Items.Single().Id, Is.EqualTo(range.Id));
        Assert.That((await cloud.RunAsync(new ListVlanIpRanges { ForVirtualNetwork = true, PageSize = 1, Page = 1 })).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_shared_network_gets_a_further_range_of_its_own_subnet()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync();

        var range = await cloud.RunAsync(new CreateVlanIpRange { NetworkId = network.Id, ForVirtualNetwork = false, StartIp = "10.9.0.30", EndIp = "10.9.0.39" });
        var otherVlan = await cloud.RefusedAsync(new CreateVlanIpRange { NetworkId = network.Id, StartIp = "10.9.0.50", EndIp = "10.9.0.59", Vlan = "51" });
        var publicly = await cloud.RefusedAsync(new CreateVlanIpRange { NetworkId = network.Id, StartIp = "10.9.0.50", ForVirtualNetwork = true });

        Assert.That((range.Vlan, range.Gateway, range.ForVirtualNetwork), Is.EqualTo(("50", "10.9.0.1", (bool?)false)));
        Assert.That(otherVlan.Message, Does.Contain("VLAN 50"));
        Assert.That(publicly.Message, Does.Contain("guest network"));
    }

    [Test]
    public async Task A_range_with_an_address_in_use_stays()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync();
        var nic = await world.AllocateAsync(await world.VmAsync(), network.Id);
        var range = (await cloud.RunAsync(new ListVlanIpRanges { NetworkId = network.Id })).Items[0];

        var refusal = await cloud.RefusedAsync(new DeleteVlanIpRange(range.Id));
        await cloud.Database.WriteAsync(db => cloud.Get<NicAllocator>().ReleaseAsync(db, nic));
        await cloud.RunAsync(new DeleteVlanIpRange(range.Id));

        Assert.That(refusal.Message, Does.Contain("10.9.0.10"));
        Assert.That(await cloud.Database.ReadAsync(db => db.IpAddresses.CountAsync()), Is.Zero);
        Assert.That((await cloud.RunAsync(new ListVlanIpRanges())).Items, Is.Empty);
    }

    [Test]
    public async Task Guest_addresses_of_a_basic_zone_belong_to_a_pod()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.BasicAsync(cloud);
        await cloud.RunAsync(new CreateNetwork("Guest", "Guest", await world.SharedOfferingAsync(), world.Zone.Id));
        var pod = await world.PodAsync("One", "10.7.0.2", "10.7.0.9");
        var range = new CreateVlanIpRange { ZoneId = world.Zone.Id, ForVirtualNetwork = false, StartIp = "10.7.0.5", EndIp = "10.7.0.50", Gateway = "10.7.0.1", Netmask = "255.255.255.0" };

        var withoutPod = await cloud.RefusedAsync(range);
        var onPrivate = await cloud.RefusedAsync(range with { PodId = new(pod.Uuid) });
        var made = await cloud.RunAsync(range with { PodId = new(pod.Uuid), StartIp = "10.7.0.20" });

        Assert.That(withoutPod.Message, Does.Contain("podid"));
        Assert.That(onPrivate.Message, Does.Contain("private addresses of the pod One"));
        Assert.That((made.PodName, made.Vlan), Is.EqualTo(("One", "untagged")));
        Assert.That((await cloud.RunAsync(new ListVlanIpRanges { PodId = new(pod.Uuid) })).Count, Is.EqualTo(1));
    }
}
