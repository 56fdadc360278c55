using CloudStack.Drivers.Simulator;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.CapacityReservations;

public sealed class CapacityReservationTests
{
    [Test]
    public async Task What_is_reserved_is_not_given_to_others_and_a_deployment_uses_it_up()
    {
        await using var vms = await TestVms.StartAsync();
        var made = (await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id)))[0];
        var reserved = await ReservedAsync(vms, made.HostId!.Value);
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { ReservationId = made.Id });

        Assert.That(reserved, Is.EqualTo(((long)vms.Small.CpuNumber * vms.Small.CpuSpeed, (long)vms.Small.Memory << 20)));
        Assert.That(vm.HostId, Is.EqualTo(made.HostId));
        Assert.That(await ReservedAsync(vms, made.HostId.Value), Is.EqualTo((0, 0L)));
        Assert.That((await ListAsync(vms)).Count, Is.Zero);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Of_many_all_are_reserved_or_none()
    {
        await using var vms = await TestVms.StartAsync();
        var all = await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id) { Count = 7 });
        var refused = Assert.ThrowsAsync<CloudStackException>(() => vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id) { Count = 1000 }))!;

        Assert.That(all.Items.Select(one => one.Id).Distinct().Count(), Is.EqualTo(7));
        Assert.That(refused.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(refused.Message, Does.StartWith("Only ").And.Contain("none is reserved"));
        Assert.That((await ListAsync(vms)).Count, Is.EqualTo(7));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_cloud_that_is_reserved_to_the_last_takes_no_other_vm()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 1 });
        while (await FitsAsync(vms))
        {
        }
        var refused = Assert.CatchAsync<CloudStackException>(() => vms.DeployAsync())!;
        var one = (await ListAsync(vms))[0];
        await vms.Cloud.RunAsync(new DeleteCapacityReservation(one.Id));
        var vm = await vms.DeployAsync();

        Assert.That(refused.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(vm.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_named_host_is_the_one_that_keeps_it()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3 });
        var host = vms.Zone.Hosts[2];
        var made = await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id) { HostId = host.Id, Count = 3 });
        Assert.That(made.Items.Select(one => one.HostId), Is.All.EqualTo(host.Id));
    }

    [Test]
    public async Task An_expired_one_is_given_back_and_cannot_be_used()
    {
        await using var vms = await TestVms.StartAsync();
        var made = (await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id) { Duration = 60 }))[0];
        vms.Cloud.Time.Advance(TimeSpan.FromSeconds(61));
        var refused = Assert.CatchAsync<CloudStackException>(() => vms.Cloud.RunAsync(vms.Deployment() with { ReservationId = made.Id }))!;
        await vms.RoundAsync<CapacityReservationReconciler>();

        Assert.That(refused.Message, Does.Contain("expired").Or.Contain("does not exist"));
        Assert.That((await ListAsync(vms)).Count, Is.Zero);
        Assert.That(await ReservedAsync(vms, made.HostId!.Value), Is.EqualTo((0, 0L)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_deployment_of_another_size_is_refused_and_leaves_it()
    {
        await using var vms = await TestVms.StartAsync();
        var made = (await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id)))[0];
        var medium = (await vms.Cloud.RunAsync(new ListServiceOfferings { Name = "Medium Instance" }))[0];
        var refused = Assert.CatchAsync<CloudStackException>(
            () => vms.Cloud.RunAsync(vms.Deployment() with { ServiceOfferingId = medium.Id, ReservationId = made.Id }))!;

        Assert.That(refused.Message, Does.Contain(made.Id.ToString()));
        Assert.That((await ListAsync(vms)).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_deployment_that_fails_gives_its_reservation_back()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 1 });
        var made = (await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id)))[0];
        vms.Cloud.World.Plan("ensure:fail");
        Assert.CatchAsync<CloudStackException>(() => vms.Cloud.RunAsync(vms.Deployment() with { ReservationId = made.Id }));
        await vms.RoundAsync<VmReservationReconciler>();

        Assert.That(await ReservedAsync(vms, made.HostId!.Value), Is.EqualTo((0, 0L)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [TestCase(0, 60, "count")]
    [TestCase(1001, 60, "count")]
    [TestCase(1, 0, "duration")]
    [TestCase(1, 3_000_000, "duration")]
    public async Task Count_and_duration_have_bounds(int count, int duration, string named)
    {
        await using var vms = await TestVms.StartAsync();
        var refused = Assert.CatchAsync<CloudStackException>(
            () => vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id) { Count = count, Duration = duration }))!;
        Assert.That(refused.Message, Does.StartWith(named));
    }

    private static async Task<bool> FitsAsync(TestVms vms)
    {
        try
        {
            await vms.Cloud.RunAsync(new CreateCapacityReservation(vms.Small.Id, vms.Zone.Zone.Id));
            return true;
        }
        catch (CloudStackException exception) when (exception.Code == ErrorCode.InsufficientCapacity)
        {
            return false;
        }
    }

    private static Task<ListResult<CapacityReservation>> ListAsync(TestVms vms) => vms.Cloud.RunAsync(new ListCapacityReservations { ListAll = true });

    private static Task<(long Cpu, long Memory)> ReservedAsync(TestVms vms, HostId host) => vms.Cloud.Database.ReadAsync(async db =>
    {
        var row = await db.FindAsync<HostRow>(host.Value);
        var capacity = await db.HostCapacities.FirstAsync(found => found.HostId == row!.Id);
        return (capacity.ReservedCpu, capacity.ReservedMemory);
    });
}
