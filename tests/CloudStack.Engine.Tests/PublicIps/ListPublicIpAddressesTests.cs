namespace CloudStack.Engine.Tests;

public sealed class ListPublicIpAddressesTests
{
    [Test]
    public async Task An_administrator_sees_the_free_ones_when_asked_and_a_user_never()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (user, _, _) = await world.AccountAsync("joe");
        await cloud.RunAsync(new CreateVlanIpRange
        {
            ZoneId = world.Zone.Id, StartIp = "192.0.2.10", EndIp = "192.0.2.12", Gateway = "192.0.2.1", Netmask = "255.255.255.0", Vlan = "40",
        });

        var free = await cloud.RunAsync(new ListPublicIpAddresses { AllocatedOnly = false, ListAll = true });

        Assert.That(free.Items.Select(address => (address.IpAddress, address.State, address.VlanName, address.ForVirtualNetwork)),
            Is.EqualTo(new[] { "192.0.2.10", "192.0.2.11", "192.0.2.12" }.Select(address => (address, (IpAddressState?)IpAddressState.Free, "40", (bool?)true))));
        Assert.That((await cloud.RunAsync(new ListPublicIpAddresses { ListAll = true })).Items, Is.Empty);
        Assert.That((await cloud.RunAsync(new ListPublicIpAddresses { AllocatedOnly = false, ListAll = true }, user)).Items, Is.Empty);
    }

    [Test]
    public async Task Addresses_of_a_shared_network_show_who_has_them()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.SharedAsync();
        var (user, account, _) = await world.AccountAsync("joe");
        var owner = await cloud.Database.ReadAsync(db => db.Accounts.Where(row => row.Name == account).Select(row => row.Id).FirstAsync());
        var vm = await world.VmAsync(owner);
        var row = await world.RowAsync(network.Id);
        await cloud.Database.WriteAsync(db => cloud.Get<NicAllocator>().AllocateAsync(db, row, vm, 0, true, null, null));

        var mine = (await cloud.RunAsync(new ListPublicIpAddresses { ForVirtualNetwork = false }, user)).Items.Single();

        Assert.That((mine.IpAddress, mine.Account, mine.VirtualMachineId?.Value, mine.NetworkId, mine.State, mine.VlanId, mine.Allocated is null),
            Is.EqualTo(("10.9.0.10", "joe", vm.Uuid, network.Id, (IpAddressState?)IpAddressState.Allocated, (VlanIpRangeId?)null, false)));
        Assert.That((await cloud.RunAsync(new ListPublicIpAddresses { ForVirtualNetwork = false, IpAddress = "10.9.0.11", ListAll = true })).Items, Is.Empty);
        Assert.That((await cloud.RunAsync(new ListPublicIpAddresses { ForVirtualNetwork = false, Keyword = "10.9", ListAll = true })).Items.Single().Id, Is.EqualTo(mine.Id));
    }
}
