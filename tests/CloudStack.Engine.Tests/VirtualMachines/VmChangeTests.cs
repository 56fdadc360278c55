using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Engine.Tests.VirtualMachines;

/// <summary>Commands that change what a VM is: its password, key, disk, offering and owner.</summary>
public sealed class VmChangeTests
{
    [Test]
    public async Task A_new_password_is_told_once_more_at_the_next_start()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await WithPasswordAsync(vms);
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var reset = await vms.Cloud.RunAsync(new ResetPasswordForVirtualMachine(vm.Id));
        var started = await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        var again = await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));

        Assert.That(vm.Password, Is.Not.Null);
        Assert.That(reset.Password, Is.Not.Null.And.Not.EqualTo(vm.Password));
        Assert.That((started.Password, again.Password), Is.EqualTo((reset.Password, (string?)null)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_password_is_encrypted_for_the_holder_of_the_key()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await WithPasswordAsync(vms);
        var pair = await vms.Cloud.RunAsync(new CreateSSHKeyPair("mine"));
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var reset = await vms.Cloud.RunAsync(new ResetSSHKeyForVirtualMachine(vm.Id, "mine"));
        var answer = await vms.Cloud.RunAsync(new GetVMPassword(vm.Id));

        using var rsa = RSA.Create();
        rsa.ImportFromPem(pair.PrivateKey);
        Assert.That(reset.KeyPair, Is.EqualTo("mine"));
        Assert.That(Encoding.UTF8.GetString(rsa.Decrypt(Convert.FromBase64String(answer.EncryptedPassword!), RSAEncryptionPadding.Pkcs1)), Is.EqualTo(reset.Password));
    }

    [Test]
    public async Task Passwords_and_keys_that_cannot_be_are_refused()
    {
        await using var vms = await TestVms.StartAsync();
        var plain = await vms.DeployAsync("plain");
        var takesNone = await vms.Cloud.RefusedAsync(new ResetPasswordForVirtualMachine(plain.Id));
        var vm = await WithPasswordAsync(vms);
        var stranger = await vms.AccountAsync("stranger");
        await vms.Cloud.RunAsync(new CreateSSHKeyPair("mine"));

        Assert.That(takesNone.Message, Does.Contain("plain").And.Contain("passwords"));
        Assert.That((await vms.Cloud.RefusedAsync(new ResetPasswordForVirtualMachine(vm.Id))).Message, Does.Contain("Running"));
        Assert.That((await vms.Cloud.RefusedAsync(new ResetSSHKeyForVirtualMachine(plain.Id, "mine"))).Message, Does.Contain("Running"));
        Assert.That((await vms.Cloud.RefusedAsync(new ResetSSHKeyForVirtualMachine(plain.Id, "nokey"))).Message, Does.Contain("nokey"));
        Assert.That((await vms.Cloud.RefusedAsync(new ResetSSHKeyForVirtualMachine(plain.Id, "mine") { Account = "stranger", DomainId = stranger.DomainId })).Message,
            Does.Contain("stranger"));
        Assert.That((await vms.Cloud.RefusedAsync(new GetVMPassword(vm.Id))).Message, Does.Contain("key pair"));
        Assert.That((await vms.Cloud.RefusedAsync(new GetVMPassword(vm.Id), stranger.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await vms.Cloud.RefusedAsync(new ResetPasswordForVirtualMachine(vm.Id), stranger.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await vms.Cloud.RefusedAsync(new ResetSSHKeyForVirtualMachine(vm.Id, "mine"), stranger.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_restored_vm_has_a_fresh_disk_and_is_as_it_was(bool running)
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var data = await vms.AttachedVolumeAsync(vm.Id);
        if (!running)
        {
            await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        }
        var old = await RootAsync(vms, vm.Id);

        var restored = await vms.Cloud.RunAsync(new RestoreVirtualMachine(vm.Id));
        // The first wait ends the restore, which starts the removal of the old disk; the second ends that.
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();
        var fresh = await RootAsync(vms, vm.Id);

        Assert.That(restored.State, Is.EqualTo(running ? VirtualMachineState.Running : VirtualMachineState.Stopped));
        Assert.That(fresh.Id, Is.Not.EqualTo(old.Id));
        Assert.That((await vms.ReadAsync(data.Id)).VirtualMachineId, Is.EqualTo(vm.Id));
        Assert.That((await vms.Cloud.Database.ReadAsync(db => db.Volumes.FirstAsync(row => row.Uuid == old.Id.Value))).Removed, Is.Not.Null);
        Assert.That(await vms.CountAsync(ResourceType.Volume), Is.EqualTo(2));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_restore_that_fails_keeps_the_old_disk()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync();
        var old = await RootAsync(vms, vm.Id);
        vms.Cloud.World.Plan("ensurevolume:fail");

        await vms.Cloud.RefusedAsync(new RestoreVirtualMachine(vm.Id));
        vms.Cloud.World.ClearFaults();

        Assert.That((await RootAsync(vms, vm.Id)).Id, Is.EqualTo(old.Id));
        Assert.That((await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id))).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_destroyed_vm_and_anothers_vm_are_not_restored()
    {
        await using var vms = await TestVms.StartAsync();
        var vm = await vms.DeployAsync("web");
        var stranger = await vms.AccountAsync("stranger");
        var denied = await vms.Cloud.RefusedAsync(new RestoreVirtualMachine(vm.Id), stranger.User[0].Id);
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(vm.Id));

        Assert.That(denied.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await vms.Cloud.RefusedAsync(new RestoreVirtualMachine(vm.Id))).Message, Does.Contain("web").And.Contain("Destroyed"));
    }

    [Test]
    public async Task A_stopped_vm_gets_another_offering_and_starts_with_it()
    {
        await using var vms = await TestVms.StartAsync();
        var large = await vms.Cloud.RunAsync(new CreateServiceOffering(2, 1500, "large", 2048, "large") { OfferHa = true });
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var changed = await vms.Cloud.RunAsync(new ChangeServiceForVirtualMachine(vm.Id, large.Id));
        var drift = await vms.DriftAsync();
        var started = await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));

        Assert.That((changed.ServiceOfferingName, changed.CpuNumber, changed.CpuSpeed, changed.Memory, changed.HaEnable), Is.EqualTo(("large", (int?)2, (int?)1500, (int?)2048, (bool?)true)));
        Assert.That(started.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That((await RootAsync(vms, vm.Id)).ServiceOfferingName, Is.EqualTo("large"));
        Assert.That((drift, await vms.DriftAsync()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task Offerings_that_do_not_fit_are_refused()
    {
        await using var vms = await TestVms.StartAsync();
        var domain = await vms.Cloud.RunAsync(new CreateDomain("lab"));
        var tagged = await vms.Cloud.RunAsync(new CreateServiceOffering(1, 500, "tagged", 512, "tagged") { Tags = "fast" });
        var local = await vms.Cloud.RunAsync(new CreateServiceOffering(1, 500, "local", 512, "local") { StorageType = "local" });
        var kept = await vms.Cloud.RunAsync(new CreateServiceOffering(1, 500, "kept", 512, "kept") { DomainId = domain.Id });
        var pool = await vms.Cloud.RunAsync(new UpdateStoragePool(vms.Zone.Pool.Id) { Tags = ["fast"] });
        var vm = await vms.Cloud.RunAsync(vms.Deployment("web") with { ServiceOfferingId = tagged.Id });
        var stranger = await vms.AccountAsync("stranger");
        var running = await vms.Cloud.RefusedAsync(new ChangeServiceForVirtualMachine(vm.Id, vms.Small.Id));
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        Assert.That(running.Message, Does.Contain("web").And.Contain("Running"));
        Assert.That((await vms.Cloud.RefusedAsync(new ChangeServiceForVirtualMachine(vm.Id, tagged.Id))).Message, Does.Contain("already"));
        Assert.That((await vms.Cloud.RefusedAsync(new ChangeServiceForVirtualMachine(vm.Id, vms.Small.Id))).Message, Does.Contain("fast"));
        Assert.That((await vms.Cloud.RefusedAsync(new ChangeServiceForVirtualMachine(vm.Id, local.Id))).Message, Does.Contain("local"));
        Assert.That((await vms.Cloud.RefusedAsync(new ChangeServiceForVirtualMachine(vm.Id, kept.Id))).Message, Does.Contain("lab"));
        Assert.That((await vms.Cloud.RefusedAsync(new ChangeServiceForVirtualMachine(vm.Id, vms.Small.Id), stranger.User[0].Id)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(await vms.DriftAsync(), Is.Empty);
        Assert.That(pool.Tags, Is.EqualTo("fast"));
    }

    [Test]
    public async Task A_vm_is_moved_to_another_account_with_its_volumes()
    {
        await using var vms = await TestVms.StartAsync();
        var tenant = await vms.AccountAsync("tenant");
        var user = tenant.User[0].Id;
        var own = await vms.Cloud.RunAsync(new CreateNetwork("own", "own", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), user);
        var vm = await vms.DeployAsync();
        var volume = await vms.AttachedVolumeAsync(vm.Id);
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var moved = await vms.Cloud.RunAsync(new AssignVirtualMachine("tenant", tenant.DomainId!.Value, vm.Id));
        var started = await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id), user);

        Assert.That((moved.Account, moved.Nic.Single().NetworkId, moved.Nic[0].IsDefault), Is.EqualTo(("tenant", (NetworkId?)own.Id, (bool?)true)));
        Assert.That(started.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That((await vms.ReadAsync(volume.Id)).Account, Is.EqualTo("tenant"));
        Assert.That((await vms.CountAsync(ResourceType.UserVm), await vms.CountAsync(ResourceType.Volume)), Is.EqualTo((0L, 0L)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Moves_that_cannot_be_are_refused()
    {
        await using var vms = await TestVms.StartAsync();
        var (tenant, full) = (await vms.AccountAsync("tenant"), await vms.AccountAsync("full"));
        var root = tenant.DomainId!.Value;
        var domain = await vms.Cloud.RunAsync(new CreateDomain("lab"));
        await vms.Cloud.RunAsync(new CreateAccount(0, "f@example.org", "Far", "Away", "secret", "far") { DomainId = domain.Id });
        await vms.Cloud.RunAsync(new UpdateResourceLimit(0) { Account = "full", DomainId = root, Max = 0 });
        await vms.Cloud.RunAsync(new CreateNetwork("own", "own", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), full.User[0].Id);
        var vm = await vms.DeployAsync("web");
        var running = await vms.Cloud.RefusedAsync(new AssignVirtualMachine("tenant", root, vm.Id));
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        Assert.That(running.Message, Does.Contain("web").And.Contain("Running"));
        Assert.That((await vms.Cloud.RefusedAsync(new AssignVirtualMachine("tenant", root, vm.Id))).Message, Does.Contain("tenant").And.Contain("no network"));
        Assert.That((await vms.Cloud.RefusedAsync(new AssignVirtualMachine("tenant", root, vm.Id) { NetworkIds = [vms.Network.Id] })).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await vms.Cloud.RefusedAsync(new AssignVirtualMachine("admin", root, vm.Id))).Message, Does.Contain("already"));
        Assert.That((await vms.Cloud.RefusedAsync(new AssignVirtualMachine("far", domain.Id, vm.Id))).Message, Does.Contain("another domain"));
        Assert.That((await vms.Cloud.RefusedAsync(new AssignVirtualMachine("full", root, vm.Id))).Code, Is.EqualTo(ErrorCode.ResourceLimit));
        Assert.That((await vms.Cloud.RefusedAsync(new AssignVirtualMachine("tenant", root, vm.Id), tenant.User[0].Id)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
        Assert.That((await vms.ReadAsync(vm.Id)).Nic, Has.Count.EqualTo(1));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    private static async Task<Volume> RootAsync(TestVms vms, VirtualMachineId vm) =>
        (await vms.Cloud.RunAsync(new ListVolumes { VirtualMachineId = vm, Type = "ROOT", ListAll = true })).Items.Single();

    private static async Task<VirtualMachine> WithPasswordAsync(TestVms vms)
    {
        await vms.Cloud.Database.WriteAsync(db => db.Templates.Where(row => row.Uuid == vms.Template.Id.Value).Set(row => row.PasswordEnabled, true).UpdateAsync());
        return await vms.DeployAsync();
    }
}
