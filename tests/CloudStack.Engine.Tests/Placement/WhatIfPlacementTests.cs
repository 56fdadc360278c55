using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Placement;

public sealed class WhatIfPlacementTests
{
    [Test]
    public async Task As_many_as_it_says_can_be_deployed_and_not_one_more()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 1, HostSize = "cpus=4&mhz=1000&memory=4GiB&localdisk=100GiB" });
        var report = await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()));
        for (var number = 0; number < report.Fitting; number++)
        {
            await vms.DeployAsync();
        }
        var refused = Assert.CatchAsync<CloudStackException>(() => vms.DeployAsync())!;
        var full = await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()));

        Assert.That(report.Fitting, Is.GreaterThan(0));
        Assert.That(report.Hosts.Single().Name, Is.EqualTo(vms.Zone.Host.Name));
        Assert.That(refused.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(full.Fitting, Is.Zero);
        Assert.That(full.Refusal, Is.Not.Null);
        Assert.That(full.Reasons, Is.Not.Empty);
    }

    [Test]
    public async Task A_larger_over_provisioning_factor_and_a_smaller_size_let_more_in()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 1 });
        var now = (await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()))).Fitting;
        var doubled = (await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()) { CpuFactor = 2, MemoryFactor = 2 })).Fitting;
        var small = (await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()) { CpuSpeed = 100, Memory = 64 })).Fitting;
        var three = await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()) { Count = 3 });

        Assert.That(doubled, Is.GreaterThan(now));
        Assert.That(small, Is.GreaterThan(now));
        Assert.That((three.Fitting, three.Refusal), Is.EqualTo((3L, (string?)null)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task What_ran_on_a_lost_host_starts_on_the_other_as_far_as_there_is_room()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 2, HostSize = "cpus=4&mhz=1000&memory=4GiB&localdisk=100GiB" });
        var deployed = new List<VirtualMachine> { await vms.DeployAsync(), await vms.DeployAsync(), await vms.DeployAsync(), await vms.DeployAsync() };
        var lost = vms.Zone.Hosts.MaxBy(host => deployed.Count(vm => vm.HostId == host.Id))!;
        var there = deployed.Count(vm => vm.HostId == lost.Id);
        var report = await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()) { LostHostIds = [lost.Id] });
        var pod = await vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()) { LostPodId = vms.Zone.Pod.Id });

        Assert.That(report.Restarted + report.NotRestarted.Count, Is.EqualTo(there));
        Assert.That(report.Hosts.Select(host => host.HostId), Has.None.EqualTo(lost.Id));
        Assert.That((pod.Fitting, pod.Restarted, pod.NotRestarted.Count), Is.EqualTo((0L, 0, 4)));
        Assert.That((await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true })).Items.Select(vm => vm.State), Is.All.EqualTo(VirtualMachineState.Running));
    }

    [TestCase(0, 1.0, "count")]
    [TestCase(1, 0.0, "cpufactor")]
    public async Task Bad_numbers_are_refused_by_name(int count, double factor, string named)
    {
        await using var vms = await TestVms.StartAsync();
        var refused = Assert.CatchAsync<CloudStackException>(() => vms.Cloud.RunAsync(new WhatIfPlacement(vms.Deployment()) { Count = count, CpuFactor = factor }))!;
        Assert.That(refused.Message, Does.StartWith(named));
    }
}
