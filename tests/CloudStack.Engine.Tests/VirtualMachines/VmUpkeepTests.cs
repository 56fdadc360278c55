using CloudStack.Drivers.Simulator;

namespace CloudStack.Engine.Tests.VirtualMachines;

/// <summary>What the cloud does to VMs by itself.</summary>
public sealed class VmUpkeepTests
{
    [Test]
    public async Task Maintenance_of_a_host_moves_its_vms()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3 });
        var vm = await vms.DeployAsync();
        for (var i = 0; i < 5; i++)
        {
            await vms.DeployAsync();
        }

        var host = await vms.Cloud.RunAsync(new PrepareHostForMaintenance(vm.HostId!.Value));

        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.Maintenance));
        var all = await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true });
        Assert.That(all.Items.Select(one => one.State), Is.All.EqualTo(VirtualMachineState.Running));
        Assert.That(all.Items.Select(one => one.HostId), Has.None.EqualTo(vm.HostId));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Maintenance_of_the_only_host_stops_its_vms()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 1 });
        var vm = await vms.DeployAsync();

        var host = await vms.Cloud.RunAsync(new PrepareHostForMaintenance(vm.HostId!.Value));

        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.Maintenance));
        Assert.That((await vms.ReadAsync(vm.Id)).State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_host_whose_vms_cannot_leave_is_in_error()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        vms.Cloud.World.Plan("migrate:fail");

        var host = await vms.Cloud.RunAsync(new PrepareHostForMaintenance(vm.HostId!.Value));

        Assert.That(host.ResourceState, Is.EqualTo(HostResourceState.ErrorInMaintenance));
        Assert.That((await vms.ReadAsync(vm.Id)).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Maintenance_of_a_pool_stops_its_vms_and_starts_them_again()
    {
        await using var vms = await TestVms.StartAsync();
        var (running, stopped) = (await vms.DeployAsync(), await vms.DeployAsync());
        await vms.Cloud.RunAsync(new StopVirtualMachine(stopped.Id));

        var pool = await vms.Cloud.RunAsync(new EnableStorageMaintenance(vms.Zone.Pool.Id));
        var between = (await vms.ReadAsync(running.Id)).State;
        await vms.Cloud.RunAsync(new CancelStorageMaintenance(vms.Zone.Pool.Id));

        Assert.That((pool.State, between), Is.EqualTo(((StoragePoolStatus?)StoragePoolStatus.Maintenance, (VirtualMachineState?)VirtualMachineState.Stopped)));
        Assert.That((await vms.ReadAsync(running.Id)).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That((await vms.ReadAsync(stopped.Id)).State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.VmDetails.CountAsync()), Is.Zero);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [TestCase(SimulatorEventKind.VmStop, false, VirtualMachineState.Stopped)]
    [TestCase(SimulatorEventKind.VmVanish, false, VirtualMachineState.Stopped)]
    [TestCase(SimulatorEventKind.VmCrash, true, VirtualMachineState.Running)]
    [TestCase(SimulatorEventKind.VmVanish, true, VirtualMachineState.Running)]
    [TestCase(SimulatorEventKind.VmShutdown, true, VirtualMachineState.Stopped)]
    public async Task A_vm_that_stopped_by_itself_is_noted_and_started_again_when_it_is_highly_available(SimulatorEventKind what, bool ha, VirtualMachineState expected)
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new UpdateVirtualMachine(vm.Id) { HaEnable = ha });
        vms.Zone.Happen(what, vm.InstanceName!);

        await vms.RoundAsync<HostMonitor>();
        var after = await vms.ReadAsync(vm.Id);
        await vms.RoundAsync<HostMonitor>();

        Assert.That((after.State, after.HostId is null), Is.EqualTo(((VirtualMachineState?)expected, expected == VirtualMachineState.Stopped)));
        Assert.That((await vms.ReadAsync(vm.Id)).State, Is.EqualTo(expected));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_vm_that_was_restarted_before_its_turn_is_left_alone()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();

        await vms.Cloud.Cloud.ExecuteAsync(new SettleStoppedVirtualMachine(vm.Id, vm.HostId!.Value, Restart: true), Caller.System);

        var after = await vms.ReadAsync(vm.Id);
        Assert.That((after.State, after.HostId), Is.EqualTo(((VirtualMachineState?)VirtualMachineState.Running, vm.HostId)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_vm_that_runs_where_it_should_not_is_removed_there()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.Database.WriteAsync(db => db.VirtualMachines.Set(row => row.StateChanged, row => row.Created).UpdateAsync());
        var host = await vms.Cloud.Database.ReadAsync(db => db.Hosts.FirstAsync(row => row.Uuid == vm.HostId!.Value.Value));
        vms.Cloud.World.Plan($"ensure@{host.Name}:fail;remove@{host.Name}:fail");
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id) { Forced = true });
        vms.Cloud.World.ClearFaults();
        var before = await RunningAsync(vms, host);

        await vms.RoundAsync<HostMonitor>();

        Assert.That((before, await RunningAsync(vms, host)), Is.EqualTo((1, 0)));
        Assert.That((await vms.ReadAsync(vm.Id)).State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_stopped_vm_gives_its_place_back_after_a_while()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        var reserved = await ReservedAsync(vms);

        await vms.RoundAsync<VmReservationReconciler>();
        var early = await ReservedAsync(vms);
        vms.Cloud.Time.Advance(TimeSpan.FromSeconds(vms.Cloud.Get<SettingsStore>().Current.CapacitySkipCountingHours + 1));
        await vms.RoundAsync<VmReservationReconciler>();

        Assert.That((reserved > 0, early, await ReservedAsync(vms)), Is.EqualTo((true, reserved, 0L)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
        Assert.That((await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id))).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_deleted_account_leaves_nothing()
    {
        await using var vms = await TestVms.StartAsync();
        var tenant = await vms.AccountAsync("tenant");
        var user = tenant.User[0].Id;
        var network = await vms.Cloud.RunAsync(new CreateNetwork("own", "own", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), user);
        var deployment = vms.Deployment() with { Account = "tenant", DomainId = tenant.DomainId, NetworkIds = [network.Id] };
        var running = await vms.Cloud.RunAsync(deployment);
        var destroyed = await vms.Cloud.RunAsync(deployment with { Name = "destroyed" });
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(destroyed.Id));
        await vms.Cloud.RunAsync(new AttachVolume((await vms.CreateVolumeAsync("attached", user)).Id, running.Id));
        await vms.CreateVolumeAsync("loose", user);

        await vms.Cloud.RunAsync(new DeleteAccount(tenant.Id));
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();

        var left = await vms.Cloud.Database.ReadAsync(async db => (
            await db.VirtualMachines.CountAsync(row => row.Removed == null), await db.Volumes.CountAsync(row => row.Removed == null), await db.Nics.CountAsync(),
            await db.Networks.CountAsync(row => row.Name == "own" && row.Removed == null)));
        Assert.That(left, Is.EqualTo((0, 0, 0, 0)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    private static async Task<int> RunningAsync(TestVms vms, HostRow host)
    {
        var connection = await vms.Cloud.Get<HypervisorGateway>().ConnectAsync(host, CancellationToken.None);
        return (await connection.CallAsync((driver, endpoint) => driver.ObserveAsync(endpoint, CancellationToken.None), CancellationToken.None)).Count;
    }

    private static Task<long> ReservedAsync(TestVms vms) => vms.Cloud.Database.ReadAsync(db => db.HostCapacities.SumAsync(row => row.ReservedMemory));
}
