using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Placement;

public sealed class RebalancingTests
{
    [Test]
    public async Task A_plan_is_made_and_its_execution_keeps_what_it_promises()
    {
        await using var vms = await OnOneHostAsync(8);
        var plan = await vms.Cloud.RunAsync(new PlanRebalancing(vms.Zone.Zone.Id));
        var result = await vms.Cloud.RunAsync(new ExecuteRebalancing(vms.Zone.Zone.Id, Moves(plan)));
        var hosts = (await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true })).Items.GroupBy(vm => vm.HostId).Select(group => group.Count());

        Assert.That(plan.Moves, Has.Count.EqualTo(4));
        Assert.That(plan.DeviationAfter, Is.LessThan(plan.DeviationBefore));
        Assert.That((result.Moved, result.Failures), Is.EqualTo((4, Array.Empty<string>())));
        Assert.That(result.DeviationBefore, Is.EqualTo(plan.DeviationBefore).Within(1e-9));
        Assert.That(result.DeviationPromised, Is.EqualTo(plan.DeviationAfter).Within(1e-9));
        Assert.That(result.DeviationAfter, Is.EqualTo(result.DeviationPromised).Within(1e-9));
        Assert.That(hosts, Is.EqualTo(new[] { 4, 4 }));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Part_of_a_plan_may_be_accepted_and_a_move_that_fails_leaves_the_others()
    {
        await using var vms = await OnOneHostAsync(6);
        var plan = await vms.Cloud.RunAsync(new PlanRebalancing(vms.Zone.Zone.Id));
        vms.Cloud.World.Plan("migrate#1:fail");
        var result = await vms.Cloud.RunAsync(new ExecuteRebalancing(vms.Zone.Zone.Id, Moves(plan)[..2]) { AtOnce = 1 });

        Assert.That((result.Moved, result.Failures.Count), Is.EqualTo((1, 1)));
        Assert.That(result.DeviationAfter, Is.GreaterThan(result.DeviationPromised));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Made_again_the_same_moves_count_as_made()
    {
        await using var vms = await OnOneHostAsync(4);
        var moves = Moves(await vms.Cloud.RunAsync(new PlanRebalancing(vms.Zone.Zone.Id)));
        await vms.Cloud.RunAsync(new ExecuteRebalancing(vms.Zone.Zone.Id, moves));
        var again = await vms.Cloud.RunAsync(new ExecuteRebalancing(vms.Zone.Zone.Id, moves));
        Assert.That((again.Moved, again.Failures), Is.EqualTo((moves.Length, Array.Empty<string>())));
    }

    [Test]
    public async Task A_vm_with_a_pinned_tag_stays()
    {
        await using var vms = await OnOneHostAsync(4);
        var all = (await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true })).Items;
        await vms.Cloud.RunAsync(new CreateTags([.. all.Select(vm => vm.Id.ToString())], "UserVm", new Dictionary<string, string> { ["pinned"] = "yes" }));
        var plan = await vms.Cloud.RunAsync(new PlanRebalancing(vms.Zone.Zone.Id) { PinnedTags = ["pinned"] });
        Assert.That(plan.Moves, Is.Empty);
    }

    [Test]
    public async Task Moves_that_name_nothing_or_a_vm_twice_are_refused_at_once()
    {
        await using var vms = await OnOneHostAsync(2);
        var vm = (await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true })).Items[0];
        var move = new WantedMove { VirtualMachineId = vm.Id, HostId = vms.Zone.Hosts[1].Id };
        foreach (var (moves, reason) in new (WantedMove[], string)[] { ([], "moves has 0"), ([move, move], "twice"), ([move with { HostId = null }], "needs") })
        {
            var refused = Assert.CatchAsync<CloudStackException>(() => vms.Cloud.RunAsync(new ExecuteRebalancing(vms.Zone.Zone.Id, moves)))!;
            Assert.That(refused.Message, Does.Contain(reason));
        }
    }

    private static WantedMove[] Moves(RebalancingPlan plan) =>
        [.. plan.Moves.Select(move => new WantedMove { VirtualMachineId = move.VirtualMachineId, HostId = move.ToHostId })];

    /// <summary>Two hosts, and all VMs on the first.</summary>
    private static async Task<TestVms> OnOneHostAsync(int count)
    {
        var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 2 });
        for (var number = 0; number < count; number++)
        {
            await vms.Cloud.RunAsync(vms.Deployment() with { HostId = vms.Zone.Hosts[0].Id });
        }
        return vms;
    }
}
