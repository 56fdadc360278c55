namespace CloudStack.Engine.Tests.VirtualMachines;

[TestFixture]
public class ExplainPlacementTests
{
    [Test]
    public async Task An_administrator_learns_why_there_and_what_every_rule_says_of_the_hosts_named()
    {
        await using var vms = await TestVms.StartAsync();
        var hosts = vms.Zone.Hosts;
        await vms.Cloud.RunAsync(new UpdateHost(hosts[0].Id) { AllocationState = "Disable" });

        var report = await vms.Cloud.RunAsync(new ExplainPlacement(vms.Deployment()) { HostIds = [hosts[0].Id, hosts[1].Id] });

        Assert.That(report.Placed, Is.True);
        Assert.That(report.Planner, Is.EqualTo("random"));
        Assert.That(report.Clusters.Select(cluster => cluster.Id), Is.EqualTo(new[] { vms.Zone.Cluster.Id }));
        Assert.That(report.Hosts.Select(host => host.Id), Is.EqualTo(new[] { hosts[0].Id, hosts[1].Id }));
        Assert.That(report.Hosts[0].Admitted, Is.False);
        Assert.That(report.Hosts[0].Checks.Where(check => !check.Passes).Select(check => (check.Filter, check.Change)), Is.EqualTo(new[] { ("State", "enable the host") }));
        Assert.That(report.Hosts[1].Admitted, Is.True);

        await vms.Cloud.RunAsync(new UpdateHost(hosts[1].Id) { AllocationState = "Disable" });
        var refused = await vms.Cloud.RunAsync(new ExplainPlacement(vms.Deployment()));

        Assert.That(refused.Refused.Select(count => (count.Subject, count.Filter, count.Count)), Is.EqualTo(new[] { ("host", "State", 2) }));
    }

    [Test]
    public async Task Room_that_is_kept_for_stopped_VMs_is_told_with_its_end()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        var stopped = await vms.Cloud.Database.ReadAsync(db => db.VirtualMachines.Where(row => row.Uuid == vm.Id.Value).Select(row => row.StateChanged).SingleAsync());

        var report = await vms.Cloud.RunAsync(new ExplainPlacement(vms.Deployment()) { HostIds = [vm.HostId!.Value] });

        var room = report.Hosts[0].Checks.Single(check => check is { Subject: "host", Filter: "Room" });
        Assert.That(room.Reason, Does.Contain($"reserved for stopped VMs until {stopped.AddHours(1).UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
    }

    [Test]
    public async Task A_user_learns_only_whether_there_is_a_place()
    {
        await using var vms = await TestVms.StartAsync();
        var user = (await vms.AccountAsync("ann")).User[0].Id;
        await vms.Cloud.Database.WriteAsync(db => db.Templates.Set(row => row.IsPublic, true).UpdateAsync());
        var deployment = vms.Deployment() with { NetworkIds = [await UsersNetworkAsync(vms, user)] };

        var placed = await vms.Cloud.RunAsync(new ExplainPlacement(deployment), user);
        foreach (var host in vms.Zone.Hosts)
        {
            await vms.Cloud.RunAsync(new UpdateHost(host.Id) { AllocationState = "Disable" });
        }
        var refused = await vms.Cloud.RunAsync(new ExplainPlacement(deployment), user);

        Assert.That(placed, Is.EqualTo(new PlacementReport { Placed = true, StoragePoolIds = placed.StoragePoolIds, Reasons = placed.Reasons, Clusters = placed.Clusters, Refused = placed.Refused, Hosts = placed.Hosts }));
        Assert.That(placed.StoragePoolIds, Is.Empty);
        Assert.That(refused.Placed, Is.False);
        Assert.That(refused.Refusal, Is.EqualTo("There is no capacity for this offering."));
        Assert.That(refused.Reasons, Is.Empty);
        Assert.That(refused.Clusters, Is.Empty);
        Assert.That(refused.Refused, Is.Empty);
    }

    [Test]
    public async Task A_user_may_not_ask_about_hosts()
    {
        await using var vms = await TestVms.StartAsync();
        var user = (await vms.AccountAsync("ann")).User[0].Id;
        await vms.Cloud.Database.WriteAsync(db => db.Templates.Set(row => row.IsPublic, true).UpdateAsync());

        var refusal = await vms.Cloud.RefusedAsync(
            new ExplainPlacement(vms.Deployment() with { NetworkIds = [await UsersNetworkAsync(vms, user)] }) { HostIds = [vms.Zone.Hosts[0].Id] }, user);

        Assert.That(refusal.Message, Does.Contain("hostids").And.Contain("root administrator"));
    }

    private static async Task<NetworkId> UsersNetworkAsync(TestVms vms, UserId user) =>
        (await vms.Cloud.RunAsync(new CreateNetwork("own", "own", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), user)).Id;
}
