namespace CloudStack.Engine.Tests.VirtualMachines;

public sealed class DeployVirtualMachineTests
{
    [Test]
    public async Task A_deployed_vm_runs_on_a_host_with_an_address_and_a_root_disk()
    {
        await using var vms = await TestVms.StartAsync();

        var vm = await vms.DeployAsync("web-1");

        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(vm.InstanceName, Does.Match("^i-2-[0-9]+-VM$"));
        Assert.That(vm.HostName, Is.Not.Null);
        Assert.That(vm.Nic, Has.Count.EqualTo(1));
        Assert.That(vm.Nic[0].IpAddress, Does.StartWith("10.1.1."));
        Assert.That(vm.Nic[0].MacAddress, Does.StartWith("02:00:"));
        Assert.That(vm.Nic[0].BroadcastUri, Does.Match("^vlan://6[0-9][0-9]$"));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_vm_that_is_not_to_start_is_recorded_only()
    {
        await using var vms = await TestVms.StartAsync();

        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { StartVm = false });

        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That(vm.HostId, Is.Null);
        Assert.That((await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id))).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_deployment_without_a_place_says_why_and_leaves_an_error_vm_that_holds_nothing()
    {
        await using var vms = await TestVms.StartAsync();
        var huge = await vms.Cloud.RunAsync(new CreateServiceOffering(64, 1000, "huge", 512, "huge"));

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment("big") with { ServiceOfferingId = huge.Id });

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(refusal.Reasons, Is.Not.Empty);
        var vm = (await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true, Name = "big" }))[0];
        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Error));
        Assert.That(vm.Nic, Is.Empty);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_host_that_fails_is_left_for_another()
    {
        await using var vms = await TestVms.StartAsync();
        vms.Cloud.World.Plan("ensure#1:fail");

        var vm = await vms.DeployAsync();

        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task An_answer_that_was_lost_does_not_start_a_second_vm()
    {
        await using var vms = await TestVms.StartAsync();
        vms.Cloud.World.Plan("ensure#1:lost");

        var vm = await vms.WhileTimePassesAsync(vms.DeployAsync());

        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [TestCase("1web")]
    [TestCase("-web")]
    [TestCase("web-")]
    [TestCase("web_1")]
    [TestCase("x; reboot")]
    public async Task A_name_that_is_no_host_name_is_refused(string name)
    {
        await using var vms = await TestVms.StartAsync();

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment(name));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain(name));
    }

    [Test]
    public async Task A_name_is_used_once_on_a_network()
    {
        await using var vms = await TestVms.StartAsync();
        await vms.DeployAsync("web");

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment("web"));

        Assert.That(refusal.Message, Does.Contain("web").And.Contain("taken"));
    }

    [Test]
    public async Task A_deployment_leaves_the_events_of_4_1()
    {
        await using var vms = await TestVms.StartAsync();

        var vm = await vms.DeployAsync();
        var events = await vms.Cloud.Database.ReadAsync(db => db.Events.Where(row => row.Type == EventType.VmCreate).OrderBy(row => row.Id)
            .Select(row => row.State).ToListAsync());

        Assert.That(events, Is.EqualTo(new[] { EventState.Created, EventState.Scheduled, EventState.Started, EventState.Completed }));
    }

    [Test]
    public async Task An_explanation_places_nothing()
    {
        await using var vms = await TestVms.StartAsync();

        var report = await vms.Cloud.Cloud.ExplainPlacementAsync(vms.Deployment(), Caller.Root);

        Assert.That(report.Placed, Is.True);
        Assert.That((await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true })).Items, Is.Empty);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }
}
