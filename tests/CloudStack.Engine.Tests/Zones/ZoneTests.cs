namespace CloudStack.Engine.Tests.Zones;

public sealed class ZoneTests
{
    [Test]
    public async Task An_update_changes_what_it_names()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await Create(cloud, "Zone");

        var updated = await cloud.RunAsync(new UpdateZone(zone.Id)
        {
            Name = "Other", Dns1 = "9.9.9.9", InternalDns2 = "10.0.0.3", Domain = "cs.example", GuestCidrAddress = "192.168.0.0/16", LocalStorageEnabled = true,
            DnsSearchOrder = ["a.example", "b.example"], Details = new Dictionary<string, string> { ["enable.ui"] = "true" }, DhcpProvider = "VirtualRouter",
        });

        Assert.That((updated.Name, updated.Dns1, updated.InternalDns1, updated.InternalDns2, updated.Domain, updated.GuestCidrAddress, updated.LocalStorageEnabled),
            Is.EqualTo(("Other", "9.9.9.9", "10.0.0.2", "10.0.0.3", "cs.example", "192.168.0.0/16", true)));
        Assert.That(await cloud.Database.ReadAsync(db => db.ZoneDetails.Select(row => row.Value).SingleAsync()), Is.EqualTo("true"));
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.Where(row => row.Type == "ZONE.EDIT").CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task What_a_zone_cannot_become_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await Create(cloud, "Zone");
        await Create(cloud, "Taken");
        await cloud.RunAsync(new CreatePod("172.16.1.1", "pod", "255.255.255.0", "172.16.1.10", zone.Id));

        Assert.Multiple(async () =>
        {
            Assert.That((await cloud.RefusedAsync(new UpdateZone(zone.Id) { Name = "Taken" })).Message, Does.Contain("Taken"));
            Assert.That((await cloud.RefusedAsync(new UpdateZone(zone.Id) { GuestCidrAddress = "172.16.0.0/16" })).Message, Does.Contain("pod"));
            Assert.That((await cloud.RefusedAsync(new UpdateZone(zone.Id) { GuestCidrAddress = "8.0.0.0/8" })).Message, Does.Contain("10.0.0.0/8"));
            Assert.That((await cloud.RefusedAsync(new UpdateZone(zone.Id) { AllocationState = "Enabled" })).Message, Does.Contain("Management"));
            Assert.That((await cloud.RefusedAsync(new UpdateZone(zone.Id) { IsPublic = false })).Message, Does.Contain("public"));
        });
    }

    [Test]
    public async Task A_private_zone_is_seen_in_its_domain_only()
    {
        await using var cloud = await TestCloud.StartAsync();
        var own = await TestAccounts.DomainAsync(cloud, "own");
        var below = await TestAccounts.DomainAsync(cloud, "below", "/own/");
        var other = await TestAccounts.DomainAsync(cloud, "other");
        await TestZone.BuildAsync(cloud, new() { Name = "everyone", Pods = 0 });
        var privateZone = await Create(cloud, "private", own);
        await cloud.Database.WriteAsync(db => db.Zones.Where(row => row.Name == "private").Set(row => row.AllocationState, AllocationState.Enabled).UpdateAsync());
        await Create(cloud, "disabled");

        async Task<string> SeenBy(DomainId domain, string name, AccountType type = AccountType.User) =>
            string.Join(',', (await cloud.RunAsync(new ListZones(), await TestAccounts.UserAsync(cloud, name, domain, type))).Items.Select(zone => zone.Name));

        Assert.That(await SeenBy(own, "a"), Is.EqualTo("everyone,private"));
        Assert.That(await SeenBy(below, "b"), Is.EqualTo("everyone,private"));
        Assert.That(await SeenBy(other, "c"), Is.EqualTo("everyone"));
        Assert.That(await SeenBy(below, "d", AccountType.DomainAdmin), Is.EqualTo("everyone,private"));
        Assert.That((await cloud.RunAsync(new ListZones())).Count, Is.EqualTo(3));
        Assert.That((await cloud.RunAsync(new ListZones { DomainId = own })).Items.Single().DomainName, Is.EqualTo("own"));
        Assert.That((await cloud.RunAsync(new UpdateZone(privateZone.Id) { IsPublic = true })).DomainId, Is.Null);
    }

    [Test]
    public async Task Users_do_not_see_name_servers()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { Pods = 0 });
        var user = await TestAccounts.UserAsync(cloud, "user", await TestAccounts.DomainAsync(cloud, "own"));

        var seen = (await cloud.RunAsync(new ListZones(), user)).Items.Single();

        Assert.That((seen.Dns1, seen.InternalDns1, seen.GuestCidrAddress), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
        Assert.That((await cloud.RefusedAsync(new CreateZone("8.8.8.8", "10.0.0.2", "x", "Basic"), user)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
    }

    [Test]
    public async Task A_list_is_filtered_and_paged()
    {
        await using var cloud = await TestCloud.StartAsync();
        foreach (var name in new[] { "north", "south", "southwest" })
        {
            await Create(cloud, name);
        }

        Assert.That((await cloud.RunAsync(new ListZones { Keyword = "south" })).Count, Is.EqualTo(2));
        Assert.That((await cloud.RunAsync(new ListZones { Name = "south" })).Count, Is.EqualTo(1));
        Assert.That((await cloud.RunAsync(new ListZones { Available = false })).Count, Is.Zero);
        var page = await cloud.RunAsync(new ListZones { Page = 2, PageSize = 2 });
        Assert.That((page.Count, page.Items.Single().Name), Is.EqualTo((3, "southwest")));
    }

    [Test]
    public async Task A_zone_is_deleted_when_it_is_empty()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { HostsPerCluster = 0, PoolsPerCluster = 0 });

        Assert.That((await cloud.RefusedAsync(new DeleteZone(zone.Zone.Id))).Message, Does.Contain("clusters"));
        Assert.That((await cloud.RefusedAsync(new DeletePod(zone.Pod.Id))).Message, Does.Contain("clusters"));
        await cloud.RunAsync(new DeleteCluster(zone.Cluster.Id));
        Assert.That((await cloud.RefusedAsync(new DeleteZone(zone.Zone.Id))).Message, Does.Contain("pods"));
        await cloud.RunAsync(new DeletePod(zone.Pod.Id));
        Assert.That((await cloud.RefusedAsync(new DeleteZone(zone.Zone.Id))).Message, Does.Contain("physical networks"));
        await cloud.Database.WriteAsync(db => db.PhysicalNetworks.Set(row => row.Removed, cloud.Time.GetUtcNow()).UpdateAsync());
        await cloud.RunAsync(new DeleteZone(zone.Zone.Id));

        Assert.That((await cloud.RunAsync(new ListZones())).Count, Is.Zero);
        Assert.That((await cloud.RefusedAsync(new DeleteZone(zone.Zone.Id))).Message, Does.Contain("no zone"));
        Assert.That(await cloud.Database.ReadAsync(db => db.PodIps.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task An_account_gets_a_default_zone()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await Create(cloud, "Zone");
        var domain = await TestAccounts.DomainAsync(cloud, "own");
        await TestAccounts.UserAsync(cloud, "user", domain);

        var account = await cloud.RunAsync(new MarkDefaultZoneForAccount("user", domain, zone.Id));

        Assert.That((account.Name, account.DefaultZoneId), Is.EqualTo(("user", (ZoneId?)zone.Id)));
        Assert.That((await cloud.RefusedAsync(new MarkDefaultZoneForAccount("nobody", domain, zone.Id))).Message, Does.Contain("nobody"));
    }

    private static Task<Zone> Create(TestCloud cloud, string name, DomainId? domain = null) =>
        cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", name, "Advanced") { DomainId = domain });
}
