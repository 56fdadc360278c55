namespace CloudStack.Engine.Tests;

public sealed class NetworkSelectionTests
{
    private static Task<IReadOnlyList<SelectedNetwork>> SelectAsync(TestCloud cloud, NetworkWorld world, long account, NetworkRow[] networks, string? ip4 = null) =>
        cloud.Database.ReadAsync(async db => await NetworkSelection.SelectAsync(db, await Owner.ReadAsync(db, account),
            await db.Zones.FirstAsync(zone => zone.Uuid == world.Zone.Id.Value), networks, [], ip4, null));

    private static Task<long> NumberAsync(TestCloud cloud, string account) =>
        cloud.Database.ReadAsync(db => db.Accounts.Where(row => row.Name == account).Select(row => row.Id).FirstAsync());

    [Test]
    public async Task The_first_network_is_the_default_one_and_gets_the_address()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        var (shared, isolated) = (await world.RowAsync((await world.SharedAsync()).Id), await world.RowAsync((await world.IsolatedAsync()).Id));

        var selected = await SelectAsync(cloud, world, Identity.AdminAccountId, [isolated, shared], "10.1.1.9");

        Assert.That(selected.Select(item => (item.Network.Name, item.IsDefault, item.Ip4)),
            Is.EqualTo(new[] { ("Isolated", true, "10.1.1.9"), ("Shared", false, (string?)null) }));
    }

    [Test]
    public async Task Without_networks_the_owners_only_isolated_one_is_taken()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);

        var none = Assert.ThrowsAsync<CloudStackException>(() => SelectAsync(cloud, world, Identity.AdminAccountId, []));
        await world.IsolatedAsync();
        var one = await SelectAsync(cloud, world, Identity.AdminAccountId, []);
        await world.IsolatedAsync("Second");
        var two = Assert.ThrowsAsync<CloudStackException>(() => SelectAsync(cloud, world, Identity.AdminAccountId, []));

        Assert.That(none!.Message, Does.Contain("createNetwork"));
        Assert.That(one.Single().Network.Name, Is.EqualTo("Isolated"));
        Assert.That(two!.Message, Does.Contain("networkids"));
    }

    [Test]
    public async Task Networks_of_others_and_networks_named_twice_are_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.AdvancedAsync(cloud);
        await world.AccountAsync("joe");
        var joe = await NumberAsync(cloud, "joe");
        var (shared, isolated) = (await world.RowAsync((await world.SharedAsync()).Id), await world.RowAsync((await world.IsolatedAsync()).Id));

        var foreign = Assert.ThrowsAsync<CloudStackException>(() => SelectAsync(cloud, world, joe, [isolated]));
        var twice = Assert.ThrowsAsync<CloudStackException>(() => SelectAsync(cloud, world, joe, [shared, shared]));

        Assert.That(foreign!.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(twice!.Message, Does.Contain("twice"));
        Assert.That(await SelectAsync(cloud, world, joe, [shared]), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_basic_zone_has_its_one_network()
    {
        await using var cloud = await TestCloud.StartAsync();
        var world = await NetworkWorld.BasicAsync(cloud);
        var missing = Assert.ThrowsAsync<CloudStackException>(() => SelectAsync(cloud, world, Identity.AdminAccountId, []));
        var offering = await world.SharedOfferingAsync();
        var network = await cloud.RunAsync(new CreateNetwork("Guest", "Guest", offering, world.Zone.Id));

        var second = await cloud.RefusedAsync(new CreateNetwork("Guest", "Guest", offering, world.Zone.Id));
        var named = Assert.ThrowsAsync<CloudStackException>(() => cloud.Database.ReadAsync(async _ => await SelectAsync(cloud, world, Identity.AdminAccountId, [await world.RowAsync(network.Id)])));

        Assert.That(missing!.Message, Does.Contain("createNetwork"));
        Assert.That(second.Message, Does.Contain("only one"));
        Assert.That(named!.Message, Does.Contain("basic zone"));
        Assert.That((await SelectAsync(cloud, world, Identity.AdminAccountId, [])).Single().Network.Name, Is.EqualTo("Guest"));
    }
}
