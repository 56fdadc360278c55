using CloudStack.Drivers;
using CloudStack.Engine.Tests.Snapshots;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Volumes;

/// <summary>Volumes and templates that are made from images, and images that are made from volumes.</summary>
public sealed class VolumeImageTests
{
    [Test]
    public async Task A_volume_is_made_from_a_snapshot_at_once()
    {
        await using var test = await TestSnapshots.StartAsync();
        var vm = await test.Vms.DeployAsync();
        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot((await test.DetachedVolumeAsync()).Id));

        var volume = await test.Cloud.RunAsync(new CreateVolume("copy") { SnapshotId = snapshot.Id });
        var attached = await test.Cloud.RunAsync(new AttachVolume(volume.Id, vm.Id));

        Assert.That((volume.State, volume.SnapshotId, volume.Size, volume.DiskOfferingName, volume.Type),
            Is.EqualTo(((VolumeState?)VolumeState.Ready, (SnapshotId?)snapshot.Id, (long?)(5L << 30), "Small", (VolumeType?)VolumeType.DataDisk)));
        Assert.That(attached.VirtualMachineId, Is.EqualTo(vm.Id));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task What_no_volume_can_be_made_from_is_refused()
    {
        await using var test = await TestSnapshots.StartAsync();
        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot((await test.DetachedVolumeAsync()).Id));
        var offering = (await test.Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];
        var other = await test.Cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "other", "Basic") { AllocationState = "Enabled" });
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;
        var command = new CreateVolume("copy") { SnapshotId = snapshot.Id };

        Assert.That((await test.Cloud.RefusedAsync(command with { DiskOfferingId = offering.Id })).Message, Does.Contain("one of the two"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Size = 3 })).Message, Does.Contain("size"));
        Assert.That((await test.Cloud.RefusedAsync(command with { ZoneId = other.Id })).Message, Does.Contain("zone other"));
        Assert.That((await test.Cloud.RefusedAsync(command, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        test.Cloud.World.Plan("importvolume:fail");
        Assert.That((await test.Cloud.RefusedAsync(command)).Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That(await test.Vms.CountAsync(ResourceType.Volume), Is.EqualTo(2));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_template_from_a_stopped_vms_volume_can_be_deployed()
    {
        await using var test = await TestSnapshots.StartAsync();
        var vm = await test.Vms.DeployAsync();
        var root = await test.RootOfAsync(vm);
        var command = new CreateTemplate("a copy", "copy", test.Vms.Template.OsTypeId!.Value) { VolumeId = root.Id, Bits = 32, RequiresHvm = false, Details = new Dictionary<string, string> { ["k"] = "v" } };
        var running = await test.Cloud.RefusedAsync(command);
        await test.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        var template = await test.Cloud.RunAsync(command);
        var copy = await test.Cloud.RunAsync(test.Vms.Deployment("copy") with { TemplateId = template.Id });

        Assert.That(running.Message, Does.Contain("Running"));
        Assert.That((template.IsReady, template.Size, template.Format, template.Hypervisor, template.SourceTemplateId, template.IsPublic),
            Is.EqualTo((true, root.Size, "QCOW2", "Simulator", (TemplateId?)test.Vms.Template.Id, false)));
        Assert.That(template.Details!["k"], Is.EqualTo("v"));
        Assert.That(copy.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That((await test.RootOfAsync(copy)).Size, Is.EqualTo(root.Size));
        Assert.That(await test.Vms.CountAsync(ResourceType.Template), Is.EqualTo(2));
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_template_is_made_from_a_snapshot_of_a_running_vm()
    {
        await using var test = await TestSnapshots.StartAsync();
        var root = await test.RootOfAsync(await test.Vms.DeployAsync());
        var snapshot = await test.Cloud.RunAsync(new CreateSnapshot(root.Id));

        var template = await test.Cloud.RunAsync(new CreateTemplate("a copy", "copy", test.Vms.Template.OsTypeId!.Value) { SnapshotId = snapshot.Id });
        await test.Cloud.RunAsync(new DeleteSnapshot(snapshot.Id));
        await test.RemoveImagesAsync();

        Assert.That((template.IsReady, template.Size), Is.EqualTo((true, root.Size)));
        Assert.That((await test.Cloud.RunAsync(test.Vms.Deployment("copy") with { TemplateId = template.Id })).State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(test.Files, Has.Length.EqualTo(1).And.All.StartsWith("templates/"));
    }

    [Test]
    public async Task What_no_template_can_be_made_from_is_refused()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        var loose = await test.Vms.CreateVolumeAsync("loose");
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;
        var own = await test.Vms.CreateVolumeAsync("own", stranger);
        var command = new CreateTemplate("t", "t", test.Vms.Template.OsTypeId!.Value) { VolumeId = volume.Id };

        Assert.That((await test.Cloud.RefusedAsync(command with { VolumeId = null })).Message, Does.Contain("one of the two"));
        Assert.That((await test.Cloud.RefusedAsync(command with { VolumeId = loose.Id })).Message, Does.Contain("no storage"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Url = "http://x" })).Message, Does.Contain("bare metal"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Bits = 16 })).Message, Does.Contain("bits"));
        Assert.That((await test.Cloud.RefusedAsync(command, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((await test.Cloud.RefusedAsync(command with { VolumeId = own.Id, IsFeatured = true }, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        test.Cloud.World.Plan("exportvolume:fail");
        Assert.That((await test.Cloud.RefusedAsync(command)).Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        await test.RemoveImagesAsync();
        Assert.That(test.Files, Is.Empty);
        Assert.That((await test.Cloud.RunAsync(new ListTemplates("self"))).Items, Has.Count.EqualTo(1));
        Assert.That(await test.Vms.CountAsync(ResourceType.Template), Is.EqualTo(1));
    }

    [Test]
    public async Task An_uploaded_volume_comes_to_a_pool_when_it_is_attached()
    {
        await using var test = await TestSnapshots.StartAsync();
        var vm = await test.Vms.DeployAsync();
        await test.Cloud.RunAsync(new CreateSnapshot((await test.DetachedVolumeAsync()).Id));
        test.Source.Content = await File.ReadAllBytesAsync(test.Read(test.Files[0]));

        var uploaded = await test.Cloud.RunAsync(new UploadVolume("QCOW2", "mine", "http://images.example/disk.qcow2", test.Vms.Zone.Zone.Id));
        var attached = await test.Cloud.RunAsync(new AttachVolume(uploaded.Id, vm.Id));
        await test.RemoveImagesAsync();

        Assert.That((uploaded.State, uploaded.Size, uploaded.Status, uploaded.Name), Is.EqualTo(((VolumeState?)VolumeState.Uploaded, (long?)(5L << 30), "Uploaded", "mine")));
        Assert.That((attached.State, attached.Size, attached.VirtualMachineId), Is.EqualTo(((VolumeState?)VolumeState.Ready, (long?)(5L << 30), (VirtualMachineId?)vm.Id)));
        Assert.That(test.Files, Has.Length.EqualTo(1), "only the snapshot is left");
        Assert.That(await test.Vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task An_upload_that_is_not_what_it_says_leaves_nothing()
    {
        await using var test = await TestSnapshots.StartAsync();
        test.Source.Content = new byte[1000];
        var command = new UploadVolume("QCOW2", "mine", "http://images.example/disk.qcow2", test.Vms.Zone.Zone.Id);

        var notOfFormat = await test.Cloud.RefusedAsync(command);
        var wrongSum = await test.Cloud.RefusedAsync(command with { Format = "RAW", Url = "http://images.example/disk.raw", Checksum = new string('0', 32) });
        test.Source.Refusal = CloudStackException.Invalid("inner network");
        var inner = await test.Cloud.RefusedAsync(command);
        test.Source.Refusal = null;
        await test.RemoveImagesAsync();

        Assert.That(notOfFormat.Message, Does.Contain("QCOW2"));
        Assert.That(wrongSum.Message, Does.Contain("MD5"));
        Assert.That(inner.Message, Does.Contain("inner network"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Url = "file:///etc/passwd" })).Message, Does.Contain("http://"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Format = "OVA", Url = "http://images.example/disk.ova" })).Message, Does.Contain("OVA"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Url = "http://images.example/disk.iso" })).Message, Does.Contain("qcow2"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Checksum = "x" })).Message, Does.Contain("checksum"));
        Assert.That((await test.Cloud.RunAsync(new ListVolumes { ListAll = true })).Items, Is.Empty);
        Assert.That(test.Files, Is.Empty);
        Assert.That(await test.Vms.CountAsync(ResourceType.Volume), Is.Zero);
    }

    [Test]
    public async Task A_deleted_upload_leaves_no_image()
    {
        await using var test = await TestSnapshots.StartAsync();
        test.Source.Content = new byte[70000];
        var volume = await test.Cloud.RunAsync(new UploadVolume("RAW", "mine", "http://images.example/disk.raw", test.Vms.Zone.Zone.Id));
        Assert.That((volume.Size, test.Files.Length), Is.EqualTo(((long?)70000, 1)));

        await test.Cloud.RunAsync(new DeleteVolume(volume.Id));
        await test.Cloud.Get<JobRunner>().WhenIdleAsync();
        await test.RemoveImagesAsync();

        Assert.That(test.Files, Is.Empty);
        Assert.That((await test.Cloud.RunAsync(new ListVolumes { ListAll = true })).Items, Is.Empty);
    }

    [Test]
    public async Task An_extracted_volume_can_be_downloaded_for_a_while()
    {
        await using var test = await TestSnapshots.StartAsync();
        var volume = await test.DetachedVolumeAsync();
        var command = new ExtractVolume(volume.Id, "HTTP_DOWNLOAD", test.Vms.Zone.Zone.Id);

        var extraction = await test.Cloud.RunAsync(command);
        await test.RemoveImagesAsync();

        var link = test.Cloud.Get<ImageLinks>().Read(extraction.Url![(extraction.Url!.LastIndexOf('/') + 1)..])!;
        Assert.That((extraction.Id, extraction.State, extraction.ExtractMode, link.FileName), Is.EqualTo(((Guid?)volume.Id.Value, "DOWNLOAD_URL_CREATED", "HTTP_DOWNLOAD", "data.qcow2")));
        Assert.That(test.Files, Is.EqualTo(new[] { link.Path }));
        test.Cloud.Time.Advance(TimeSpan.FromHours(5));
        await test.RemoveImagesAsync();
        Assert.That(test.Files, Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_extracted_is_refused()
    {
        await using var test = await TestSnapshots.StartAsync();
        var vm = await test.Vms.DeployAsync();
        var (root, loose, volume) = (await test.RootOfAsync(vm), await test.Vms.CreateVolumeAsync("loose"), await test.DetachedVolumeAsync());
        var zone = test.Vms.Zone.Zone.Id;
        var stranger = (await test.Vms.AccountAsync("stranger")).User[0].Id;
        var other = await test.Cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "other", "Basic") { AllocationState = "Enabled" });
        var command = new ExtractVolume(volume.Id, "HTTP_DOWNLOAD", zone);

        Assert.That((await test.Cloud.RefusedAsync(command with { Id = root.Id })).Message, Does.Contain("Running"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Id = loose.Id })).Message, Does.Contain("Allocated"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Mode = "FTP_UPLOAD" })).Message, Does.Contain("not offered"));
        Assert.That((await test.Cloud.RefusedAsync(command with { Mode = "odd" })).Message, Does.Contain("odd"));
        Assert.That((await test.Cloud.RefusedAsync(command with { ZoneId = other.Id })).Message, Does.Contain("zone other"));
        Assert.That((await test.Cloud.RefusedAsync(command, stranger)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
        await test.Cloud.RunAsync(new UpdateConfiguration("disable.extraction") { Value = "true" });
        Assert.That((await test.Cloud.RefusedAsync(command)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }
}
