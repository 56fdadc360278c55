namespace CloudStack.Engine.Tests;

public sealed class NetworkOfferingTests
{
    private static CreateNetworkOffering Isolated(string name, params string[] services) => new(name, "Isolated", name, services, "Guest");

    [Test]
    public async Task A_new_offering_is_disabled_and_tells_services_and_providers()
    {
        await using var cloud = await TestCloud.StartAsync();

        var offering = await cloud.RunAsync(Isolated("Mine", "dhcp", "Dns", "SourceNat") with
        {
            ServiceCapabilityList = [new("SourceNat", "RedundantRouter", "true")],
            NetworkRate = 10,
            Tags = "fast",
        });

        Assert.That((offering.State, offering.Availability, offering.ConserveMode), Is.EqualTo(((OfferingState?)OfferingState.Disabled, "Optional", (bool?)true)));
        Assert.That(offering.Service.Select(service => service.Name), Is.EqualTo(new[] { "Dhcp", "Dns", "SourceNat", "Gateway" }));
        Assert.That(offering.Service.SelectMany(service => service.Provider).Select(provider => provider.Name), Is.All.EqualTo("VirtualRouter"));
        var capability = offering.Service.Single(service => service.Name == "SourceNat").Capability.Single(capability => capability.Name == "RedundantRouter");
        Assert.That((capability.Value, capability.CanChooseServiceCapability), Is.EqualTo(("true", true)));
        Assert.That(await cloud.Database.ReadAsync(db => db.NetworkOfferings.AnyAsync(row => row.Name == "Mine" && row.RedundantRouter)), Is.True);
    }

    [Test]
    public async Task What_does_not_go_together_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var shared = new CreateNetworkOffering("S", "Shared", "S", ["Dhcp"], "Guest") { SpecifyVlan = true, SpecifyIpRanges = true };
        (CreateNetworkOffering Command, string Says)[] odd =
        [
            (Isolated("X", "Nonsense"), "Nonsense"),
            (Isolated("X", "Dhcp") with { TrafficType = "Public" }, "Public"),
            (Isolated("X", "Dhcp") with { GuestIpType = "Other" }, "guestiptype"),
            (Isolated("X", "Dhcp") with { SpecifyVlan = true }, "specifyipranges"),
            (shared with { SpecifyVlan = false, SpecifyIpRanges = false }, "specifyvlan"),
            (shared with { IsPersistent = true }, "ispersistent"),
            (Isolated("X", "SecurityGroup"), "SecurityGroup"),
            (Isolated("X", "Dhcp") with { ServiceProviderList = [new("Dns", "VirtualRouter")] }, "Dns"),
            (Isolated("X", "Dhcp") with { ServiceProviderList = [new("Dhcp", "F5BigIp")] }, "F5BigIp cannot provide"),
            (Isolated("X", "Dhcp") with { ServiceProviderList = [new("Dhcp", "Nobody")] }, "Nobody"),
            (Isolated("X", "Dhcp", "UserData") with { ServiceProviderList = [new("Dhcp", "VpcVirtualRouter")] }, "same provider"),
            (Isolated("X", "SourceNat") with { ServiceCapabilityList = [new("SourceNat", "SupportedSourceNatTypes", "perzone")] }, "perzone"),
            (Isolated("X", "StaticNat") with { ServiceCapabilityList = [new("StaticNat", "ElasticIp", "true")] }, "ElasticIp"),
            (Isolated("X", "Dhcp") with { Availability = "Required" }, "Required"),
            (Isolated("X", "Dhcp") with { NetworkRate = -2 }, "networkrate"),
            (Isolated("X", "Dhcp") with { Tags = "a,b" }, "one tag"),
        ];
        foreach (var (command, says) in odd)
        {
            var refusal = await cloud.RefusedAsync(command);
            Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter), says);
            Assert.That(refusal.Message, Does.Contain(says));
        }
    }

    [Test]
    public async Task A_name_is_used_once_and_an_offering_is_changed()
    {
        await using var cloud = await TestCloud.StartAsync();
        var offering = await cloud.RunAsync(Isolated("Mine", "Dhcp"));
        await cloud.RunAsync(Isolated("Other", "Dhcp"));

        var again = await cloud.RefusedAsync(Isolated("Mine", "Dhcp"));
        var taken = await cloud.RefusedAsync(new UpdateNetworkOffering { Id = offering.Id, Name = "Other" });
        var changed = await cloud.RunAsync(new UpdateNetworkOffering { Id = offering.Id, State = "Enabled", DisplayText = "New", SortKey = 5 });

        Assert.That(again.Message, Does.Contain("Mine"));
        Assert.That(taken.Message, Does.Contain("Other"));
        Assert.That((changed.Name, changed.DisplayText, changed.State), Is.EqualTo(("Mine", "New", (OfferingState?)OfferingState.Enabled)));
        Assert.That((await cloud.RefusedAsync(new UpdateNetworkOffering())).Message, Does.Contain("id"));
    }

    [Test]
    public async Task An_offering_in_use_or_of_the_cloud_is_not_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var used = await world.IsolatedAsync();
        var unused = await cloud.RunAsync(Isolated("Mine", "Dhcp"));
        var own = await NetworkWorld.AddOfferingAsync(cloud, "Built in", GuestType.Isolated, false, [], row => row.IsDefault = true);

        Assert.That((await cloud.RefusedAsync(new DeleteNetworkOffering(used.NetworkOfferingId!.Value))).Message, Does.Contain("1 network"));
        Assert.That((await cloud.RefusedAsync(new DeleteNetworkOffering(new(own)))).Message, Does.Contain("comes with the cloud"));
        await cloud.RunAsync(new DeleteNetworkOffering(unused.Id));
        Assert.That((await cloud.RunAsync(new ListNetworkOfferings { Name = "Mine" })).Items, Is.Empty);
    }

    [Test]
    public async Task Lists_are_filtered()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        await cloud.RunAsync(Isolated("One", "Dhcp", "Dns") with { Tags = "fast" });
        await cloud.RunAsync(Isolated("Two", "Dhcp", "SourceNat"));
        var (user, _, _) = await world.AccountAsync("joe");

        async Task<string[]> NamesAsync(ListNetworkOfferings list) =>
            [.. (await cloud.RunAsync(list, user)).Items.Select(item => item.Name!).Where(name => name is "One" or "Two")];

        Assert.That(await NamesAsync(new()), Is.EqualTo(new[] { "One", "Two" }));
        Assert.That(await NamesAsync(new() { SourceNatSupported = true }), Is.EqualTo(new[] { "Two" }));
        Assert.That(await NamesAsync(new() { SupportedServices = ["dns"] }), Is.EqualTo(new[] { "One" }));
        Assert.That(await NamesAsync(new() { IsTagged = true }), Is.EqualTo(new[] { "One" }));
        Assert.That(await NamesAsync(new() { Tags = "fast", State = "Disabled", GuestIpType = "Isolated", ForVpc = false }), Is.EqualTo(new[] { "One" }));
        Assert.That(await NamesAsync(new() { Keyword = "wo" }), Is.EqualTo(new[] { "Two" }));
        Assert.That((await cloud.RunAsync(new ListNetworkOfferings { PageSize = 1, Page = 1 })).Items, Has.Count.EqualTo(1));
    }
}
