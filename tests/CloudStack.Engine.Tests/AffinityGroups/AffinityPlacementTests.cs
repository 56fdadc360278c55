using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.AffinityGroups;

public sealed class AffinityPlacementTests
{
    private const string Apart = "host anti-affinity", Together = "host affinity";

    [Test]
    public async Task What_must_be_apart_takes_a_host_each_and_the_refusal_of_one_too_many_names_them()
    {
        await using var vms = await TestVms.StartAsync();
        var (first, second) = (await GroupedAsync(vms, Apart), await GroupedAsync(vms, Apart));

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment() with { AffinityGroupNames = [Apart] });

        Assert.That(first.HostId, Is.Not.EqualTo(second.HostId));
        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(refusal.Reasons, Has.Some.Contains($"anti-affinity group {Apart}: vm {first.InstanceName} runs here"));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task What_must_be_together_shares_the_host_of_the_first()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { Pods = 2, HostsPerCluster = 3 });
        var first = await GroupedAsync(vms, Together);

        var others = new[] { await GroupedAsync(vms, Together), await GroupedAsync(vms, Together) };

        Assert.That(others.Select(vm => vm.HostId), Is.All.EqualTo(first.HostId));
    }

    [Test]
    public async Task A_host_that_an_administrator_names_does_not_get_around_a_group()
    {
        await using var vms = await TestVms.StartAsync();
        var first = await GroupedAsync(vms, Apart);

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment() with { AffinityGroupNames = [Apart], HostId = first.HostId });

        Assert.That(refusal.Reasons, Has.Some.Contains($"vm {first.InstanceName} runs here"));
    }

    [Test]
    public async Task A_stopped_vm_does_not_go_back_to_a_host_that_a_member_has_taken()
    {
        await using var vms = await TestVms.StartAsync();
        var first = await GroupedAsync(vms, Apart);
        await vms.Cloud.RunAsync(new StopVirtualMachine(first.Id));
        var second = await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = [Apart], HostId = first.HostId });

        var again = await vms.Cloud.RunAsync(new StartVirtualMachine(first.Id));

        Assert.That(second.HostId, Is.EqualTo(first.HostId));
        Assert.That(again.HostId, Is.Not.EqualTo(second.HostId));
    }

    [Test]
    public async Task A_group_that_a_vm_is_put_into_counts_at_its_next_start()
    {
        await using var vms = await TestVms.StartAsync();
        var first = await GroupedAsync(vms, Apart);
        var second = await vms.Cloud.RunAsync(vms.Deployment() with { HostId = first.HostId });
        await vms.Cloud.RunAsync(new StopVirtualMachine(second.Id));

        await vms.Cloud.RunAsync(new UpdateVMAffinityGroup(second.Id) { AffinityGroupNames = [Apart] });

        Assert.That((await vms.Cloud.RunAsync(new StartVirtualMachine(second.Id))).HostId, Is.Not.EqualTo(first.HostId));
    }

    [Test]
    public async Task A_migration_that_would_break_a_group_is_refused_and_its_host_is_shown_as_unsuitable()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3 });
        var (first, second) = (await GroupedAsync(vms, Apart), await GroupedAsync(vms, Apart));

        var hosts = await vms.Cloud.RunAsync(new ListHosts { VirtualMachineId = first.Id });
        var refusal = await vms.Cloud.RefusedAsync(new MigrateVirtualMachine(first.Id) { HostId = second.HostId });
        var free = hosts.Single(host => host.SuitableForMigration == true);
        var moved = await vms.Cloud.RunAsync(new MigrateVirtualMachine(first.Id) { HostId = free.Id });

        Assert.That(hosts.Single(host => host.Id == second.HostId).SuitableForMigration, Is.False);
        Assert.That(refusal.Message, Does.Contain($"cannot move to the host {second.HostName}: anti-affinity group {Apart}: vm {second.InstanceName} runs here."));
        Assert.That(moved.HostId, Is.EqualTo(free.Id).And.Not.EqualTo(second.HostId));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task One_of_several_that_must_be_together_does_not_migrate_alone_and_a_single_one_does()
    {
        await using var vms = await TestVms.StartAsync();
        var first = await GroupedAsync(vms, Together);
        var other = vms.Zone.Hosts.Single(host => host.Id != first.HostId).Id;
        var moved = await vms.Cloud.RunAsync(new MigrateVirtualMachine(first.Id) { HostId = other });
        var second = await GroupedAsync(vms, Together);

        var refusal = await vms.Cloud.RefusedAsync(new MigrateVirtualMachine(first.Id) { HostId = first.HostId });

        Assert.That(second.HostId, Is.EqualTo(moved.HostId).And.EqualTo(other));
        Assert.That(refusal.Message, Does.Contain($"affinity group {Together}: vm {second.InstanceName} runs on host"));
    }

    [Test]
    public async Task A_dry_run_knows_the_groups_that_a_deployment_names()
    {
        await using var vms = await TestVms.StartAsync();
        var first = await GroupedAsync(vms, Apart);

        var report = await vms.Cloud.RunAsync(new ExplainPlacement(vms.Deployment() with { AffinityGroupNames = [Apart] }));

        Assert.That(report.HostId, Is.Not.EqualTo(first.HostId).And.Not.Null);
    }

    [Test]
    public async Task A_host_that_goes_into_maintenance_moves_members_to_where_their_groups_allow_it()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3 });
        var (first, second) = (await GroupedAsync(vms, Apart), await GroupedAsync(vms, Apart));

        await vms.Cloud.RunAsync(new PrepareHostForMaintenance(first.HostId!.Value));

        var moved = await vms.ReadAsync(first.Id);
        Assert.That(moved.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(moved.HostId, Is.Not.EqualTo(first.HostId).And.Not.EqualTo(second.HostId));
    }

    [Test]
    public async Task Deployments_at_once_into_one_group_never_share_a_host()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 4 });
        for (var round = 0; round < 4; round++)
        {
            var group = $"group-{round}";
            await vms.Cloud.RunAsync(new CreateAffinityGroup(group, Apart));
            var placed = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => vms.Cloud.RunAsync(vms.Deployment($"vm-{round}-{i}") with { AffinityGroupNames = [group] })));

            Assert.That(placed.Select(vm => vm.HostId).Distinct().Count(), Is.EqualTo(4), group);
        }
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Deployments_at_once_that_must_be_together_share_one_host()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 4 });
        await vms.Cloud.RunAsync(new CreateAffinityGroup("db", Together));

        var placed = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => vms.Cloud.RunAsync(vms.Deployment($"vm-{i}") with { AffinityGroupNames = ["db"] })));

        Assert.That(placed.Select(vm => vm.HostId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_start_and_a_migration_at_once_do_not_meet_on_one_host()
    {
        await using var vms = await TestVms.StartAsync();
        var running = await GroupedAsync(vms, Apart);
        var stopped = await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = [Apart], StartVm = false });
        var other = vms.Zone.Hosts.Single(host => host.Id != running.HostId).Id;

        var start = TryAsync(new StartVirtualMachine(stopped.Id) { HostId = other });
        var migration = TryAsync(new MigrateVirtualMachine(running.Id) { HostId = other });
        var (started, migrated) = (await start, await migration);

        Assert.That(started && migrated, Is.False, "one host cannot take both");
        Assert.That((await vms.ReadAsync(stopped.Id)).HostId, Is.Null.Or.Not.EqualTo((await vms.ReadAsync(running.Id)).HostId));
        Assert.That(await vms.DriftAsync(), Is.Empty);

        async Task<bool> TryAsync(ICommand<VirtualMachine> command)
        {
            try
            {
                await vms.Cloud.RunAsync(command);
                return true;
            }
            catch (CloudStackException)
            {
                return false;
            }
        }
    }

    /// <summary>A running VM in the group that bears the name of its type.</summary>
    private static async Task<VirtualMachine> GroupedAsync(TestVms vms, string type)
    {
        if ((await vms.Cloud.RunAsync(new ListAffinityGroups { Name = type })).Items.Count == 0)
        {
            await vms.Cloud.RunAsync(new CreateAffinityGroup(type, type));
        }
        return await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = [type] });
    }
}
