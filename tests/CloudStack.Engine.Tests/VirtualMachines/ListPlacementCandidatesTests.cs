namespace CloudStack.Engine.Tests.VirtualMachines;

[TestFixture]
public class ListPlacementCandidatesTests
{
    [Test]
    public async Task Hosts_come_in_the_order_of_the_policy_with_what_is_free_on_them_and_others_with_their_reason()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 4 });
        await vms.Cloud.RunAsync(new UpdateConfiguration("vm.allocation.algorithm") { Value = "firstfit" });
        var hosts = vms.Zone.Hosts;
        await vms.DeployAsync();
        await vms.Cloud.RunAsync(new UpdateHost(hosts[1].Id) { AllocationState = "Disable" });

        var all = await vms.Cloud.RunAsync(new ListPlacementCandidates(vms.Deployment()));
        var first = await vms.Cloud.RunAsync(new ListPlacementCandidates(vms.Deployment()) { Limit = 1 });

        Assert.That(all.Candidate.Select(candidate => candidate.HostId), Is.EqualTo(new[] { hosts[0].Id, hosts[2].Id, hosts[3].Id }));
        Assert.That(all.Candidate.Select(candidate => candidate.Position), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(all.Candidate[1].MemoryFree, Is.EqualTo(all.Candidate[1].MemoryTotal));
        Assert.That(all.Candidate[0].MemoryFree, Is.EqualTo(all.Candidate[0].MemoryTotal - vms.Small.Memory));
        Assert.That(all.Candidate[0].Guests, Is.EqualTo(1));
        Assert.That(all.Refused.Single().HostId, Is.EqualTo(hosts[1].Id));
        Assert.That(all.Refused.Single().Changes, Is.EqualTo(new[] { "enable the host" }));
        Assert.That((await vms.Cloud.RunAsync(new ListPlacementCandidates(vms.Deployment()) { Limit = -1 })).Candidate, Has.Count.EqualTo(3));
        Assert.That(first.Candidate.Single().HostId, Is.EqualTo(hosts[0].Id));
    }

    [Test]
    public async Task Where_nothing_fits_the_nearest_hosts_tell_what_they_lack()
    {
        await using var vms = await TestVms.StartAsync();
        foreach (var host in vms.Zone.Hosts)
        {
            await vms.Cloud.RunAsync(new UpdateHost(host.Id) { AllocationState = "Disable" });
        }

        var none = await vms.Cloud.RunAsync(new ListPlacementCandidates(vms.Deployment()));

        Assert.That(none.Candidate, Is.Empty);
        Assert.That(none.Refusal, Is.Not.Null);
        Assert.That(none.Refused.Select(host => host.Filter), Is.EqualTo(new[] { "State", "State" }));
    }

    [Test]
    public async Task A_limit_that_counts_nothing_is_refused()
    {
        await using var vms = await TestVms.StartAsync();

        var refusal = await vms.Cloud.RefusedAsync(new ListPlacementCandidates(vms.Deployment()) { Limit = 0 });

        Assert.That(refusal.Message, Is.EqualTo("limit cannot be 0: it counts hosts from 1, and -1 means all."));
    }
}
