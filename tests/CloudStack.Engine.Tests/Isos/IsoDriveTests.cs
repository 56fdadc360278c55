using CloudStack.Drivers;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Isos;

public sealed class IsoDriveTests
{
    [Test]
    public async Task An_iso_goes_into_the_drive_of_a_running_vm_and_out_again()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, iso) = (await vms.DeployAsync(), await vms.IsoAsync());

        var attached = await vms.Cloud.RunAsync(new AttachIso(iso.Id, vm.Id));
        var swapped = await vms.Cloud.RunAsync(new AttachIso((await vms.IsoAsync("other")).Id, vm.Id));
        var detached = await vms.Cloud.RunAsync(new DetachIso(vm.Id));

        Assert.That((attached.IsoId, attached.IsoName, attached.IsoDisplayText), Is.EqualTo(((TemplateId?)iso.Id, "installer", "installer text")));
        Assert.That((swapped.IsoName, detached.IsoId, detached.State), Is.EqualTo(("other", (TemplateId?)null, VirtualMachineState.Running)));
        Assert.That(await EventsAsync(vms, EventType.IsoAttach), Has.Length.EqualTo(6));
        Assert.That(await EventsAsync(vms, EventType.IsoDetach), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task A_stopped_vm_gets_its_iso_at_the_start()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, iso) = (await vms.DeployAsync(), await vms.IsoAsync());
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        await vms.Cloud.RunAsync(new AttachIso(iso.Id, vm.Id));

        await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));

        Assert.That(await SpecAsync(vms, vm.Id), Is.EqualTo(new IsoSpec(iso.Id, new Uri("http://images.example/a"))));
    }

    [Test]
    public async Task A_change_that_the_host_refuses_leaves_the_drive_as_it_was()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, iso) = (await vms.DeployAsync(), await vms.IsoAsync());
        await vms.Cloud.RunAsync(new AttachIso(iso.Id, vm.Id));
        vms.Cloud.World.Plan("detachiso#1:fail");

        var refusal = await vms.Cloud.RefusedAsync(new DetachIso(vm.Id));

        Assert.That(refusal.Message, Does.Contain("as planned"));
        Assert.That((await vms.ReadAsync(vm.Id)).IsoName, Is.EqualTo("installer"));
    }

    [Test]
    public async Task Drives_have_rules()
    {
        await using var vms = await TestVms.StartAsync();
        var (vm, iso) = (await vms.DeployAsync(), await vms.IsoAsync());
        var gone = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(gone.Id));

        Assert.That((await vms.Cloud.RefusedAsync(new DetachIso(vm.Id))).Message, Does.Contain("no ISO"));
        Assert.That((await vms.Cloud.RefusedAsync(new AttachIso(vms.Template.Id, vm.Id))).Message, Does.Contain("is a template"));
        Assert.That((await vms.Cloud.RefusedAsync(new AttachIso(iso.Id, gone.Id))).Message, Does.Contain("Destroyed"));
        await vms.Cloud.RunAsync(new AttachIso(iso.Id, vm.Id));
        Assert.That((await vms.Cloud.RefusedAsync(new DeleteIso(iso.Id))).Message, Does.Contain(vm.Name));
        await vms.Cloud.RunAsync(new DetachIso(vm.Id));
        await vms.Cloud.RunAsync(new DeleteIso(iso.Id));
        Assert.That((await vms.Cloud.RefusedAsync(new AttachIso(iso.Id, vm.Id))).Message, Does.Contain("no template"));
    }

    [Test]
    public async Task A_vm_is_deployed_from_an_iso_with_an_empty_disk_of_the_offering()
    {
        await using var vms = await TestVms.StartAsync();
        var iso = await vms.IsoAsync();
        var offering = (await vms.Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];
        var deployment = vms.Deployment() with { TemplateId = iso.Id };

        Assert.That((await vms.Cloud.RefusedAsync(deployment)).Message, Does.Contain("hypervisor"));
        Assert.That((await vms.Cloud.RefusedAsync(deployment with { Hypervisor = "Simulator" })).Message, Does.Contain("diskofferingid"));
        var vm = await vms.Cloud.RunAsync(deployment with { Hypervisor = "Simulator", DiskOfferingId = offering.Id });
        var root = (await vms.Cloud.RunAsync(new ListVolumes { VirtualMachineId = vm.Id, ListAll = true })).Items.Single();

        Assert.That((vm.State, vm.IsoId, vm.IsoName, vm.TemplateId), Is.EqualTo((VirtualMachineState.Running, (TemplateId?)iso.Id, "installer", (TemplateId?)iso.Id)));
        Assert.That((root.Type, root.Size, root.DiskOfferingId), Is.EqualTo(((VolumeType?)VolumeType.Root, (long?)5L << 30, (DiskOfferingId?)offering.Id)));
        Assert.That((await SpecAsync(vms, vm.Id))?.Id, Is.EqualTo(iso.Id));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_vm_that_came_from_an_iso_is_restored_with_an_empty_disk()
    {
        await using var vms = await TestVms.StartAsync();
        var (iso, offering) = (await vms.IsoAsync(), (await vms.Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0]);
        var vm = await vms.Cloud.RunAsync(vms.Deployment() with { TemplateId = iso.Id, Hypervisor = "Simulator", DiskOfferingId = offering.Id });
        var before = (await vms.Cloud.RunAsync(new ListVolumes { VirtualMachineId = vm.Id, ListAll = true })).Items.Single();

        var restored = await vms.Cloud.RunAsync(new RestoreVirtualMachine(vm.Id));
        var after = (await vms.Cloud.RunAsync(new ListVolumes { VirtualMachineId = vm.Id, ListAll = true })).Items.Single();
        await vms.Cloud.Get<JobRunner>().WhenIdleAsync();

        Assert.That((restored.State, restored.IsoName, after.Size, after.Id == before.Id), Is.EqualTo((VirtualMachineState.Running, "installer", before.Size, false)));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task An_iso_that_is_not_bootable_or_not_ready_deploys_nothing()
    {
        await using var vms = await TestVms.StartAsync();
        var iso = await vms.IsoAsync();
        var deployment = vms.Deployment() with { TemplateId = iso.Id, Hypervisor = "Simulator" };

        await vms.Cloud.RunAsync(new UpdateIso(iso.Id) { Bootable = false });
        Assert.That((await vms.Cloud.RefusedAsync(deployment)).Message, Does.Contain("not bootable"));
        await vms.Cloud.Database.WriteAsync(db => db.TemplateZones.Set(row => row.State, TemplateStates.InProgress).UpdateAsync());
        Assert.That((await vms.Cloud.RefusedAsync(deployment)).Message, Does.Contain("not ready"));
    }

    /// <summary>What the driver would be told of the drive.</summary>
    private static Task<IsoSpec?> SpecAsync(TestVms vms, VirtualMachineId vm) => vms.Cloud.Database.ReadAsync(async db =>
        (await vms.Cloud.Get<VmSpecs>().RunningAsync(db, await db.VirtualMachines.FirstAsync(row => row.Uuid == vm.Value), default)).Iso);

    private static Task<string[]> EventsAsync(TestVms vms, string type) =>
        vms.Cloud.Database.ReadAsync(db => db.Events.Where(row => row.Type == type).Select(row => row.Type).ToArrayAsync());
}
