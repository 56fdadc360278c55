using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Placement;

public sealed class PolicyTests
{
    [Test]
    public async Task A_policy_that_packs_fills_one_host_and_one_that_spreads_takes_them_in_turn()
    {
        await using var vms = await TestVms.StartAsync();

        await vms.Cloud.RunAsync(new UpdateConfiguration("vm.allocation.algorithm") { Value = "mostallocated" });
        var packed = new[] { await vms.DeployAsync(), await vms.DeployAsync(), await vms.DeployAsync() };
        await vms.Cloud.RunAsync(new UpdateConfiguration("vm.allocation.algorithm") { Value = "leastallocated" });
        var spread = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new UpdateConfiguration("vm.allocation.algorithm") { Value = "weighted" });
        await vms.Cloud.RunAsync(new UpdateConfiguration("placement.weights") { Value = "memory=1" });
        var weighed = await vms.DeployAsync();

        var refused = Assert.CatchAsync<CloudStackException>(() => vms.Cloud.RunAsync(new UpdateConfiguration("vm.allocation.algorithm") { Value = "nowhere" }))!;

        Assert.That(refused.Message, Does.Contain("leastallocated"));
        Assert.That(packed.Select(vm => vm.HostId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(new[] { spread.HostId, weighed.HostId }, Is.All.Not.EqualTo(packed[0].HostId));
    }
}
