namespace CloudStack.Engine.Tests.VirtualMachines;

public sealed class VmLifeTests
{
    [Test]
    public async Task A_stopped_vm_keeps_its_address_and_a_place_on_its_host()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();

        var stopped = await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        var started = await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));

        Assert.That(stopped.State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That(stopped.HostId, Is.Null);
        Assert.That(stopped.Nic[0].IpAddress, Is.EqualTo(vm.Nic[0].IpAddress));
        Assert.That(started.HostId, Is.EqualTo(vm.HostId));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_second_stop_and_a_second_start_change_nothing()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();

        await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        var stopped = await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        Assert.That(stopped.State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_vm_migrates_to_another_host_of_its_cluster()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var other = vms.Zone.Hosts.First(host => host.Id != vm.HostId);

        var moved = await vms.Cloud.RunAsync(new MigrateVirtualMachine(vm.Id) { HostId = other.Id });

        Assert.That(moved.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(moved.HostId, Is.EqualTo(other.Id));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_migration_that_fails_leaves_the_vm_where_it_was()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var other = vms.Zone.Hosts.First(host => host.Id != vm.HostId);
        vms.Cloud.World.Plan("migrate#1:fail");

        var refusal = await vms.Cloud.RefusedAsync(new MigrateVirtualMachine(vm.Id) { HostId = other.Id });

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That((await vms.ReadAsync(vm.Id)).HostId, Is.EqualTo(vm.HostId));
        Assert.That((await vms.ReadAsync(vm.Id)).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_destroyed_vm_is_recovered_or_expunged()
    {
        await using var vms = await TestVms.StartAsync();
        var (kept, gone) = (await vms.DeployAsync(), await vms.DeployAsync());

        var destroyed = await vms.Cloud.RunAsync(new DestroyVirtualMachine(kept.Id));
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(gone.Id));
        var recovered = await vms.Cloud.RunAsync(new RecoverVirtualMachine(kept.Id));
        vms.Cloud.Time.Advance(TimeSpan.FromDays(2));
        await ActivatorUtilities.CreateInstance<ExpungeReconciler>(vms.Cloud.Get<IServiceProvider>()).RunAsync(CancellationToken.None);
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();

        Assert.That(destroyed.State, Is.EqualTo(VirtualMachineState.Destroyed));
        Assert.That(recovered.State, Is.EqualTo(VirtualMachineState.Stopped));
        var left = await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true });
        Assert.That(left.Items.Select(vm => vm.Id), Is.EqualTo(new[] { kept.Id }));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_reboot_leaves_the_vm_running_where_it_is()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();

        var rebooted = await vms.Cloud.RunAsync(new RebootVirtualMachine(vm.Id));

        Assert.That(rebooted.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(rebooted.HostId, Is.EqualTo(vm.HostId));
    }

    [Test]
    public async Task Another_accounts_vm_cannot_be_touched()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var stranger = await vms.Cloud.RunAsync(new CreateAccount(0, "s@example.org", "Some", "Stranger", "secret", "stranger"));

        var refusal = await vms.Cloud.RefusedAsync(new StopVirtualMachine(vm.Id), stranger.User[0].Id);

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Many_vms_are_deployed_at_once()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 4 });

        var deployed = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => vms.DeployAsync()));

        Assert.That(deployed.Select(vm => vm.State), Is.All.EqualTo(VirtualMachineState.Running));
        Assert.That(deployed.Select(vm => vm.Nic[0].IpAddress), Is.Unique);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }
}
