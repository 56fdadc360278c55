namespace CloudStack.Engine.Tests;

public sealed class PhysicalNetworkTests
{
    [Test]
    public async Task A_new_zone_has_its_system_networks()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);

        var networks = await cloud.RunAsync(new ListNetworks { IsSystem = true, ZoneId = world.Zone.Id });

        Assert.That(networks.Items.Select(network => network.TrafficType), Is.EqualTo(new[] { "Public", "Management", "Control", "Storage" }));
        Assert.That((await cloud.RunAsync(new ListNetworks())).Items, Is.Empty);
    }

    [Test]
    public async Task A_physical_network_starts_disabled_with_the_default_providers()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone", "Advanced"));

        var physical = await cloud.RunAsync(new CreatePhysicalNetwork("P", zone.Id) { Vlan = "600-799", Tags = ["fast"], IsolationMethods = ["vlan"], NetworkSpeed = "1G" });

        Assert.That((physical.State, physical.Vlan, physical.BroadcastDomainRange), Is.EqualTo((PhysicalNetworkState.Disabled, "600-799", "ZONE")));
        Assert.That((physical.Tags, physical.IsolationMethods, physical.NetworkSpeed), Is.EqualTo(("fast", "VLAN", "1G")));
        var providers = await cloud.RunAsync(new ListNetworkServiceProviders { PhysicalNetworkId = physical.Id });
        Assert.That(providers.Items.Select(provider => provider.Name), Is.EqualTo(new[] { "VirtualRouter", "SecurityGroupProvider", "VpcVirtualRouter" }));
        Assert.That(providers.Items.Select(provider => provider.State), Is.All.EqualTo(NetworkServiceProviderState.Disabled));
        Assert.That(await cloud.Database.ReadAsync(db => db.VlanTags.CountAsync()), Is.EqualTo(200));
    }

    [Test]
    public async Task A_create_command_that_is_started_tells_the_new_id()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone", "Advanced"));

        var started = await cloud.Cloud.StartAsync(new CreatePhysicalNetwork("P", zone.Id), Caller.Root);

        var listed = await cloud.RunAsync(new ListPhysicalNetworks { ZoneId = zone.Id, Name = "P", Keyword = "P" });
        Assert.That(listed.Items.Single().Id.Value, Is.EqualTo(started.EntityId));
    }

    [TestCase("600-599")]
    [TestCase("0-10")]
    [TestCase("600-4095")]
    [TestCase("a-b")]
    public async Task An_odd_range_of_vlans_is_refused(string vlan)
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone", "Advanced"));

        var refusal = await cloud.RefusedAsync(new CreatePhysicalNetwork("P", zone.Id) { Vlan = vlan });

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain(vlan));
    }

    [Test]
    public async Task A_basic_zone_takes_one_physical_network_without_vlans()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.BasicAsync(cloud);

        Assert.That((await cloud.RefusedAsync(new CreatePhysicalNetwork("Q", world.Zone.Id))).Message, Does.Contain("Physical"));
        Assert.That((await cloud.RefusedAsync(new UpdatePhysicalNetwork(world.Physical.Id) { Vlan = "1-2" })).Message, Does.Contain("basic"));
        Assert.That(world.Physical.BroadcastDomainRange, Is.EqualTo("POD"));
    }

    [Test]
    public async Task Vlans_of_two_physical_networks_do_not_overlap()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud, "600-699");

        var refusal = await cloud.RefusedAsync(new CreatePhysicalNetwork("Q", world.Zone.Id) { Vlan = "650-750" });

        Assert.That(refusal.Message, Does.Contain("Physical").And.Contain("600-699"));
    }

    [Test]
    public async Task A_range_is_extended_and_shrunk_while_used_vlans_stay()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud, "600");
        await world.ReserveAsync(await world.VmOnAsync((await world.IsolatedAsync()).Id));

        var extended = await cloud.RunAsync(new UpdatePhysicalNetwork(world.Physical.Id) { Vlan = "590-610" });
        var refusal = await cloud.RefusedAsync(new UpdatePhysicalNetwork(world.Physical.Id) { Vlan = "601-610" });
        await cloud.RunAsync(new UpdatePhysicalNetwork(world.Physical.Id) { Vlan = "600-601" });

        Assert.That(extended.Vlan, Is.EqualTo("590-610"));
        Assert.That(refusal.Message, Does.Contain("600"));
        Assert.That(await cloud.Database.ReadAsync(db => db.VlanTags.Select(row => row.Tag).ToListAsync()), Is.EquivalentTo(new[] { 600, 601 }));
    }

    [Test]
    public async Task A_physical_network_in_use_is_not_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var network = await world.IsolatedAsync();

        var refusal = await cloud.RefusedAsync(new DeletePhysicalNetwork(world.Physical.Id));
        await cloud.RunAsync(new DeleteNetwork(network.Id));
        await cloud.RunAsync(new DeletePhysicalNetwork(world.Physical.Id));

        Assert.That(refusal.Message, Does.Contain("Isolated"));
        Assert.That((await cloud.RunAsync(new ListPhysicalNetworks())).Items, Is.Empty);
        Assert.That(await cloud.Database.ReadAsync(db => db.VlanTags.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Only_the_root_administrator_sees_physical_networks()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (user, _, _) = await world.AccountAsync("joe", AccountType.DomainAdmin);

        Assert.That((await cloud.RefusedAsync(new ListPhysicalNetworks(), user)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
    }

    [Test]
    public async Task Traffic_types_are_added_changed_and_removed()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var other = await cloud.RunAsync(new CreatePhysicalNetwork("Other", world.Zone.Id));

        var storage = await cloud.RunAsync(new AddTrafficType(other.Id, "storage") { XenNetworkLabel = "x" });
        var changed = await cloud.RunAsync(new UpdateTrafficType(storage.Id) { KvmNetworkLabel = "cloudbr2", XenNetworkLabel = "" });
        var twice = await cloud.RefusedAsync(new AddTrafficType(world.Physical.Id, "Guest"));
        var elsewhere = await cloud.RefusedAsync(new AddTrafficType(other.Id, "Public"));
        var odd = await cloud.RefusedAsync(new AddTrafficType(other.Id, "Vpn"));
        var listed = await cloud.RunAsync(new ListTrafficTypes(other.Id));
        await cloud.RunAsync(new DeleteTrafficType(storage.Id));

        Assert.That((changed.TrafficType, changed.KvmNetworkLabel, changed.XenNetworkLabel), Is.EqualTo(("Storage", "cloudbr2", (string?)null)));
        Assert.That(twice.Message, Does.Contain("already"));
        Assert.That(elsewhere.Message, Does.Contain("Physical"));
        Assert.That(odd.Message, Does.Contain("Vpn"));
        Assert.That(listed.Items, Has.Count.EqualTo(1));
        Assert.That((await cloud.RunAsync(new ListTrafficTypes(other.Id))).Items, Is.Empty);
    }

    [Test]
    public async Task A_traffic_type_in_use_stays()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        await world.IsolatedAsync();
        var types = await cloud.RunAsync(new ListTrafficTypes(world.Physical.Id));

        var refusal = await cloud.RefusedAsync(new DeleteTrafficType(types.Items.First(type => type.TrafficType == "Guest").Id));

        Assert.That(refusal.Message, Does.Contain("Isolated"));
    }

    [Test]
    public async Task Providers_are_enabled_and_lose_only_services_that_nobody_uses()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        await world.IsolatedAsync();
        var router = (await cloud.RunAsync(new ListNetworkServiceProviders { Name = "VirtualRouter" })).Items[0];

        var enabled = await cloud.RunAsync(new UpdateNetworkServiceProvider(router.Id!.Value) { State = "Enabled", ServiceList = ["dhcp", "Dns", "UserData"] });
        var refusal = await cloud.RefusedAsync(new UpdateNetworkServiceProvider(router.Id!.Value) { ServiceList = ["Dns"] });
        var inUse = await cloud.RefusedAsync(new DeleteNetworkServiceProvider(router.Id!.Value));
        var unknown = await cloud.RefusedAsync(new AddNetworkServiceProvider("JuniperSRX", world.Physical.Id));
        var again = await cloud.RefusedAsync(new AddNetworkServiceProvider("VirtualRouter", world.Physical.Id));

        Assert.That(enabled.State, Is.EqualTo(NetworkServiceProviderState.Enabled));
        Assert.That(enabled.ServiceList, Is.EqualTo(new[] { "Dhcp", "Dns", "UserData" }));
        Assert.That(refusal.Message, Does.Contain("Isolated"));
        Assert.That(inUse.Message, Does.Contain("Isolated"));
        Assert.That(unknown.Message, Does.Contain("No plugin"));
        Assert.That(again.Message, Does.Contain("already"));
        Assert.That((await cloud.RunAsync(new ListNetworkServiceProviders { State = "Enabled" })).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_provider_can_be_taken_off_and_added_again()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var vpc = (await cloud.RunAsync(new ListNetworkServiceProviders { Name = "VpcVirtualRouter" })).Items[0];

        await cloud.RunAsync(new DeleteNetworkServiceProvider(vpc.Id!.Value));
        var added = await cloud.RunAsync(new AddNetworkServiceProvider("vpcvirtualrouter", world.Physical.Id) { ServiceList = ["Dhcp"] });

        Assert.That((added.Name, added.State), Is.EqualTo(("VpcVirtualRouter", NetworkServiceProviderState.Disabled)));
        Assert.That(added.ServiceList, Is.EqualTo(new[] { "Dhcp" }));
    }

    [Test]
    public async Task Services_and_implementors_are_listed()
    {
        await using var cloud = await TestCloud.StartAsync();

        var all = await cloud.RunAsync(new ListSupportedNetworkServices());
        var groups = await cloud.RunAsync(new ListSupportedNetworkServices { Provider = "SecurityGroupProvider" });
        var implementors = await cloud.RunAsync(new ListTrafficTypeImplementors { TrafficType = "Public" });

        Assert.That(all.Items.Single(service => service.Name == "SourceNat").Capability.Select(capability => capability.Name), Does.Contain("RedundantRouter"));
        Assert.That(groups.Items.Select(service => service.Name), Is.EqualTo(new[] { "SecurityGroup" }));
        Assert.That(implementors.Items.Single().Implementor, Is.EqualTo("PublicNetworkGuru"));
    }

    [Test]
    public async Task Network_devices_need_a_plugin()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.That((await cloud.RefusedAsync(new AddNetworkDevice { NetworkDeviceType = "ExternalDhcp" })).Message, Does.Contain("ExternalDhcp"));
        Assert.That((await cloud.RunAsync(new ListNetworkDevice())).Items, Is.Empty);
    }

    [Test]
    public async Task Storage_addresses_are_added_changed_and_removed()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var pod = new PodId((await world.PodAsync("One", "10.7.0.2", "10.7.0.9")).Uuid);

        var range = await cloud.RunAsync(new CreateStorageNetworkIpRange("10.7.0.1", "255.255.255.0", pod, "10.7.0.20") { EndIp = "10.7.0.29", Vlan = 7 });
        var overlap = await cloud.RefusedAsync(new CreateStorageNetworkIpRange("10.7.0.1", "255.255.255.0", pod, "10.7.0.25") { EndIp = "10.7.0.40" });
        var privateOverlap = await cloud.RefusedAsync(new CreateStorageNetworkIpRange("10.7.0.1", "255.255.255.0", pod, "10.7.0.9"));
        var changed = await cloud.RunAsync(new UpdateStorageNetworkIpRange(range.Id) { EndIp = "10.7.0.24" });
        var count = await cloud.Database.ReadAsync(db => db.StorageIps.CountAsync());
        var listed = await cloud.RunAsync(new ListStorageNetworkIpRange { PodId = pod });
        await cloud.RunAsync(new DeleteStorageNetworkIpRange(range.Id));

        Assert.That((range.Vlan, changed.EndIp, count, listed.Count), Is.EqualTo(((int?)7, "10.7.0.24", 5, 1)));
        Assert.That(overlap.Message, Does.Contain("10.7.0.20"));
        Assert.That(privateOverlap.Message, Does.Contain("One"));
        Assert.That((await cloud.RunAsync(new ListStorageNetworkIpRange())).Items, Is.Empty);
    }
}
