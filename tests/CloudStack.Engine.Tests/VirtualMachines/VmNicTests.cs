namespace CloudStack.Engine.Tests.VirtualMachines;

public sealed class VmNicTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_nic_is_added_and_removed(bool running)
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { StartVm = running });
        var second = await vms.SecondNetworkAsync();

        var added = await vms.Cloud.RunAsync(new AddNicToVirtualMachine(second.Id, vm.Id) { IpAddress = "10.1.1.77" });
        var drift = await vms.DriftAsync();
        var nic = added.Nic.Single(nic => nic.NetworkId == second.Id);
        var removed = await vms.Cloud.RunAsync(new RemoveNicFromVirtualMachine(nic.Id, vm.Id));

        Assert.That((nic.IpAddress, nic.IsDefault, nic.BroadcastUri is not null), Is.EqualTo(("10.1.1.77", (bool?)false, running)));
        Assert.That(removed.Nic.Select(nic => nic.NetworkId), Is.EqualTo(new NetworkId?[] { vms.Network.Id }));
        Assert.That(drift, Is.Empty);
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task The_default_nic_changes_and_cannot_be_removed()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var two = await vms.Cloud.RunAsync(new AddNicToVirtualMachine((await vms.SecondNetworkAsync()).Id, vm.Id));
        var (first, second) = (two.Nic[0], two.Nic[1]);

        var refusal = await vms.Cloud.RefusedAsync(new RemoveNicFromVirtualMachine(first.Id, vm.Id));
        var changed = await vms.Cloud.RunAsync(new UpdateDefaultNicForVirtualMachine(second.Id, vm.Id));
        var again = await vms.Cloud.RefusedAsync(new UpdateDefaultNicForVirtualMachine(second.Id, vm.Id));
        var left = await vms.Cloud.RunAsync(new RemoveNicFromVirtualMachine(first.Id, vm.Id));

        Assert.That(refusal.Message, Does.Contain(first.Id.ToString()).And.Contain("default"));
        Assert.That(changed.Nic.Select(nic => nic.IsDefault), Is.EqualTo(new bool?[] { false, true }));
        Assert.That(again.Message, Does.Contain("already"));
        Assert.That(left.Nic.Single().Id, Is.EqualTo(second.Id));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Nics_that_cannot_be_are_refused()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, other, gone) = (await vms.DeployAsync("web"), await vms.DeployAsync("other"), await vms.DeployAsync("gone"));
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(gone.Id));
        var second = await vms.SecondNetworkAsync();
        var tenant = await vms.AccountAsync("tenant");

        Assert.That((await vms.Cloud.RefusedAsync(new AddNicToVirtualMachine(vms.Network.Id, vm.Id))).Message, Does.Contain("web").And.Contain("guests"));
        Assert.That((await vms.Cloud.RefusedAsync(new AddNicToVirtualMachine(second.Id, gone.Id))).Message, Does.Contain("Destroyed"));
        Assert.That((await vms.Cloud.RefusedAsync(new AddNicToVirtualMachine(second.Id, vm.Id) { IpAddress = "9.9.9.9" })).Message, Does.Contain("9.9.9.9"));
        Assert.That((await vms.Cloud.RefusedAsync(new RemoveNicFromVirtualMachine(other.Nic[0].Id, vm.Id))).Message, Does.Contain("web"));
        Assert.That((await vms.Cloud.RefusedAsync(new UpdateDefaultNicForVirtualMachine(other.Nic[0].Id, vm.Id))).Message, Does.Contain("web"));
        Assert.That((await vms.Cloud.RefusedAsync(new AddNicToVirtualMachine(second.Id, vm.Id), tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await vms.Cloud.RefusedAsync(new RemoveNicFromVirtualMachine(vm.Nic[0].Id, vm.Id), tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Not_even_root_puts_a_tenants_vm_on_a_network_of_somebody_else()
    {
        await using var vms = await TestVms.StartAsync();
        var tenant = await vms.AccountAsync("tenant");
        var own = await vms.Cloud.RunAsync(new CreateNetwork("own", "own", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), tenant.User[0].Id);
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { Account = "tenant", DomainId = tenant.DomainId, NetworkIds = [own.Id] });

        var refusal = await vms.Cloud.RefusedAsync(new AddNicToVirtualMachine(vms.Network.Id, vm.Id));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(refusal.Message, Does.Contain("tenant").And.Contain("guests"));
    }

    [Test]
    public async Task A_plug_that_fails_leaves_no_nic()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        vms.Cloud.World.Plan("attachnic:fail");

        var refusal = await vms.Cloud.RefusedAsync(new AddNicToVirtualMachine((await vms.SecondNetworkAsync()).Id, vm.Id));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That((await vms.ReadAsync(vm.Id)).Nic, Has.Count.EqualTo(1));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }
}
