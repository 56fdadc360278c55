using CloudStack.Engine.Tests.Accounts;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.AffinityGroups;

public sealed class AffinityGroupTests
{
    private const string Apart = "host anti-affinity", Together = "host affinity";

    [Test]
    public async Task A_group_is_made_once_by_name_and_listed_by_what_one_knows_of_it()
    {
        await using var cloud = await TestCloud.StartAsync();

        var group = await cloud.RunAsync(new CreateAffinityGroup("web", Apart) { Description = "front ends" });
        await cloud.RunAsync(new CreateAffinityGroup("db", "Pod Spread"));
        var twice = await cloud.RefusedAsync(new CreateAffinityGroup("web", Together));
        var unknown = await cloud.RefusedAsync(new CreateAffinityGroup("x", "rack affinity"));

        Assert.That((group.Name, group.Type, group.Description, group.Account), Is.EqualTo(("web", Apart, "front ends", "admin")));
        Assert.That(twice.Message, Does.Contain("has an affinity group web already"));
        Assert.That(unknown.Message, Does.StartWith("There is no affinity group type rack affinity; there are host affinity,"));
        Assert.That(await Names(new() { Name = "web" }), Is.EqualTo(new[] { "web" }));
        Assert.That(await Names(new() { Type = "pod spread" }), Is.EqualTo(new[] { "db" }));
        Assert.That(await Names(new() { Keyword = "front" }), Is.EqualTo(new[] { "web" }));
        Assert.That(await Names(new() { Id = group.Id }), Is.EqualTo(new[] { "web" }));
        Assert.That((await cloud.RunAsync(new ListAffinityGroupTypes())).Select(type => type.Type), Is.EqualTo(AffinityTypes.Names));

        async Task<string?[]> Names(ListAffinityGroups command) => [.. (await cloud.RunAsync(command)).Select(row => row.Name)];
    }

    [Test]
    public async Task A_group_is_deleted_by_id_or_by_name_and_its_name_is_free_again()
    {
        await using var cloud = await TestCloud.StartAsync();
        var group = await cloud.RunAsync(new CreateAffinityGroup("web", Apart));

        await cloud.RunAsync(new DeleteAffinityGroup { Id = group.Id });
        await cloud.RunAsync(new CreateAffinityGroup("web", Together));
        await cloud.RunAsync(new DeleteAffinityGroup { Name = "web" });

        Assert.That((await cloud.RefusedAsync(new DeleteAffinityGroup { Name = "web" })).Message, Is.EqualTo("The account admin has no affinity group web."));
        Assert.That((await cloud.RefusedAsync(new DeleteAffinityGroup())).Message, Does.StartWith("Give id or name"));
        Assert.That(await cloud.RunAsync(new ListAffinityGroups { ListAll = true }), Is.Empty);
    }

    [Test]
    public async Task A_group_of_another_owner_is_refused()
    {
        await using var vms = await TestVms.StartAsync();
        var tenants = await Tenants.MakeAsync(vms.Cloud);
        var foreign = await vms.Cloud.RunAsync(new CreateAffinityGroup("web", Apart), tenants.User("sales-user"));

        var deploy = await vms.Cloud.RefusedAsync(vms.Deployment() with { AffinityGroupIds = [foreign.Id] });
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { StartVm = false });
        var update = await vms.Cloud.RefusedAsync(new UpdateVMAffinityGroup(vm.Id) { AffinityGroupIds = [foreign.Id] });
        var byName = await vms.Cloud.RefusedAsync(new UpdateVMAffinityGroup(vm.Id) { AffinityGroupNames = ["web"] });
        var stranger = await vms.Cloud.RefusedAsync(new DeleteAffinityGroup { Id = foreign.Id }, tenants.User("lab-user"));

        Assert.That(deploy.Message, Does.StartWith($"The affinity group web ({foreign.Id}) belongs to another owner than the virtual machine."));
        Assert.That(update.Message, Does.Contain("belongs to another owner"));
        Assert.That(byName.Message, Does.Contain("has no affinity group web"));
        Assert.That(stranger.Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task A_vm_shows_its_groups_and_changes_them_only_while_it_is_stopped()
    {
        await using var vms = await TestVms.StartAsync();
        var web = await vms.Cloud.RunAsync(new CreateAffinityGroup("web", Apart) { Description = "front ends" });
        var db = await vms.Cloud.RunAsync(new CreateAffinityGroup("db", Together));
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = ["web"] });

        var running = await vms.Cloud.RefusedAsync(new UpdateVMAffinityGroup(vm.Id) { AffinityGroupIds = [db.Id] });
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        var changed = await vms.Cloud.RunAsync(new UpdateVMAffinityGroup(vm.Id) { AffinityGroupIds = [db.Id] });

        var shown = vm.AffinityGroup.Single();
        Assert.That((shown.Id, shown.Name, shown.Type, shown.Description), Is.EqualTo((web.Id, "web", Apart, "front ends")));
        Assert.That(running.Message, Does.Contain("is Running; its affinity groups change only while it is Stopped. Stop it first."));
        Assert.That(changed.AffinityGroup.Select(group => group.Name), Is.EqualTo(new[] { "db" }));
        Assert.That((await vms.Cloud.RunAsync(new ListAffinityGroups { VirtualMachineId = vm.Id }))[0].VirtualMachineIds, Is.EqualTo(new[] { vm.Id }));
        Assert.That((await vms.Cloud.RunAsync(new UpdateVMAffinityGroup(vm.Id))).AffinityGroup, Is.Empty);
    }

    [Test]
    public async Task A_deleted_group_and_an_expunged_vm_leave_each_other()
    {
        await using var vms = await TestVms.StartAsync();
        await vms.Cloud.RunAsync(new CreateAffinityGroup("web", Apart));
        await vms.Cloud.RunAsync(new CreateAffinityGroup("db", Apart));
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = ["web", "db"], StartVm = false });

        await vms.Cloud.RunAsync(new DeleteAffinityGroup { Name = "web" });
        Assert.That((await vms.ReadAsync(vm.Id)).AffinityGroup.Select(group => group.Name), Is.EqualTo(new[] { "db" }));

        await vms.Cloud.RunAsync(new DestroyVirtualMachine(vm.Id));
        await vms.Cloud.Cloud.ExecuteAsync(new ExpungeVirtualMachine(vm.Id), Caller.System);
        Assert.That((await vms.Cloud.RunAsync(new ListAffinityGroups { Name = "db" }))[0].VirtualMachineIds, Is.Empty);
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.AffinityMembers.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_vm_whose_last_group_is_deleted_is_placed_as_any_other()
    {
        await using var vms = await TestVms.StartAsync();
        await vms.Cloud.RunAsync(new CreateAffinityGroup("web", Apart));
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = ["web"], StartVm = false });

        await vms.Cloud.RunAsync(new DeleteAffinityGroup { Name = "web" });

        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.VirtualMachines.Where(row => row.Uuid == vm.Id.Value).Select(row => row.InAffinityGroups).FirstAsync()), Is.False);
        Assert.That((await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id))).State, Is.EqualTo(VirtualMachineState.Running));
    }

    [Test]
    public async Task Groups_go_with_their_account()
    {
        await using var vms = await TestVms.StartAsync();
        var account = await vms.AccountAsync("someone");
        await vms.Cloud.RunAsync(new CreateAffinityGroup("web", Apart), account.User[0].Id);

        await vms.Cloud.RunAsync(new DeleteAccount(account.Id));

        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.AffinityGroups.CountAsync(row => row.Removed == null)), Is.Zero);
    }

    [Test]
    public async Task A_vm_that_moves_to_another_account_leaves_its_groups()
    {
        await using var vms = await TestVms.StartAsync();
        await vms.Cloud.RunAsync(new CreateAffinityGroup("web", Apart));
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { AffinityGroupNames = ["web"], StartVm = false });
        var account = await vms.AccountAsync("someone");
        var offering = (await vms.Cloud.RunAsync(new ListNetworks { Id = vms.Network.Id, ListAll = true }))[0].NetworkOfferingId!.Value;
        var network = await vms.Cloud.RunAsync(new CreateNetwork("theirs", "theirs", offering, vms.Zone.Zone.Id), account.User[0].Id);

        var moved = await vms.Cloud.RunAsync(new AssignVirtualMachine("someone", account.DomainId!.Value, vm.Id) { NetworkIds = [network.Id] });

        Assert.That(moved.AffinityGroup, Is.Empty);
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.AffinityMembers.CountAsync()), Is.Zero);
    }
}
