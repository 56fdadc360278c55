using CloudStack.Drivers.Kvm.Tests.Xml;
using CloudStack.Drivers.Kvm.Xml;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Drivers.Kvm.Tests;

public sealed class KvmDriverTests
{
    private static readonly string RunningVm = Dump("running (booted)");
    private readonly CancellationToken none = CancellationToken.None;

    [Test]
    public void The_driver_has_every_facet_that_it_should() => Assert.That(Driver(new FakeShell()),
        Is.InstanceOf<ILiveMigration>().And.InstanceOf<IReboot>().And.InstanceOf<IVolumeHotPlug>().And.InstanceOf<INicHotPlug>()
            .And.InstanceOf<IIsoChange>().And.InstanceOf<IConsole>().And.InstanceOf<IStatistics>().And.InstanceOf<IHostStorage>());

    [Test]
    public async Task A_vm_that_runs_is_left_alone()
    {
        var shell = new FakeShell().Answer(RunningVm);
        Assert.That((await Driver(shell).EnsureAsync(Specs.Host, Specs.Linux, none)).Power, Is.EqualTo(VmPower.Running));
        Assert.That(shell.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_vm_is_looked_at_prepared_and_started()
    {
        var shell = new FakeShell().Answer("").Answer(HostReportTests.Text()).Answer(RunningVm);
        await Driver(shell).EnsureAsync(Specs.Host, Specs.Linux, none);
        Assert.Multiple(() =>
        {
            Assert.That(shell.Asked[1].Arguments, Is.EqualTo(new[] { "/var/log/libvirt/cloudstack", "Guest", "cloudbr1", "300", "Public", "cloudbr0", "" }));
            Assert.That(shell.Asked[2].Arguments, Is.EqualTo(new[] { NameUuid.Of("i-2-3-VM").ToString(), "new", "/var/log/libvirt/cloudstack" }));
            Assert.That(shell.Asked[2].Input, Does.Contain("breth1-300"));
            Assert.That(shell.Asked[2].Changes, Is.True);
        });
    }

    [Test]
    public async Task A_weight_that_a_host_cannot_give_is_left_out_once_and_for_all()
    {
        const string NoCgroup = "error: unsupported configuration: CPU tuning is not available on this host";
        var shell = new FakeShell().Answer("").Answer(HostReportTests.Text()).Answer(exitCode: 1, error: NoCgroup).Answer(RunningVm)
            .Answer("").Answer(HostReportTests.Text()).Answer(RunningVm);
        var driver = Driver(shell);
        await driver.EnsureAsync(Specs.Host, Specs.Linux, none);
        await driver.EnsureAsync(Specs.Host, Specs.Linux, none);
        Assert.That(shell.Asked.Where(asked => asked.Input is not null).Select(asked => asked.Input!.Contains("shares", StringComparison.Ordinal)),
            Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public async Task A_limit_that_a_host_cannot_hold_is_refused()
    {
        var shell = new FakeShell().Answer("").Answer(HostReportTests.Text()).Answer(exitCode: 1, error: "error: CPU tuning is not available on this host");
        var error = await ErrorOfAsync(Driver(shell).EnsureAsync(Specs.Host, Specs.Linux with { LimitCpu = true }, none));
        Assert.That((error.Outcome, error.CanRetry), Is.EqualTo((Outcome.NotApplied, false)));
    }

    [Test]
    public async Task A_guest_that_ignores_the_power_button_is_powered_off()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(20) };
        var shell = new FakeShell().Answer(RunningVm).Answer().Answer(RunningVm).Answer().Answer(Dump("shut off (unknown)"));
        var seen = await Driver(shell, time).EnsureAsync(Specs.Host, Specs.Linux with { Power = VmPower.Stopped, GracefulStop = TimeSpan.FromSeconds(10) }, none);
        Assert.That(seen, Is.EqualTo(new VmObservation("i-2-3-VM", VmPower.Stopped)));
        Assert.That(shell.Asked.Select(asked => asked.Script), Is.EqualTo(new[] { VmScripts.Look, VmScripts.Shutdown, VmScripts.Look, VmScripts.PowerOff, VmScripts.Look }));
    }

    [TestCase("error: Failed to get \"write\" lock", Outcome.NotApplied, true, "another host")]
    [TestCase("error: Cannot access storage file '/p' (as uid:0, gid:0): No such file or directory", Outcome.NotApplied, false, "volumes")]
    [TestCase("error: failed to connect to the hypervisor", Outcome.NotApplied, true, "start libvirtd")]
    [TestCase("error: End of file while reading data: Input/output error", Outcome.Unknown, true, "look before")]
    [TestCase("error: something else", Outcome.NotApplied, false, "something else")]
    public async Task An_error_says_whether_it_was_done_and_the_way_out(string said, Outcome outcome, bool canRetry, string text)
    {
        var shell = new FakeShell().Answer("").Answer(HostReportTests.Text()).Answer(exitCode: 1, error: said);
        var error = await ErrorOfAsync(Driver(shell).EnsureAsync(Specs.Host, Specs.Linux, none));
        Assert.That((error.Outcome, error.CanRetry), Is.EqualTo((outcome, canRetry)));
        Assert.That(error.Message, Does.Contain("192.0.2.10").And.Contain("i-2-3-VM").And.Contain(text));
    }

    [Test]
    public async Task An_error_holds_no_secret()
    {
        var shell = new FakeShell().Answer("").Answer(HostReportTests.Text()).Answer(exitCode: 1, error: $"error: XML error near passwd='{Specs.Linux.ConsolePassword}'");
        var error = await ErrorOfAsync(Driver(shell).EnsureAsync(Specs.Host, Specs.Linux, none));
        Assert.That(error.Message, Does.Contain("***").And.Not.Contain(Specs.Linux.ConsolePassword));
    }

    [Test]
    public async Task A_migration_that_was_not_reported_on_is_found_out()
    {
        var lost = new DriverException(Outcome.Unknown, "lost", canRetry: true);
        var other = Specs.Host with { Id = new HostId(Guid.Empty), Address = new Uri("ssh://192.0.2.11") };
        var spec = Specs.Linux with { Disks = [Specs.Linux.Disks[0]], Nics = [] };
        var moved = Planned().Answer("").Answer(RunningVm);
        await Driver(moved).MigrateAsync(Specs.Host, other, spec, none);
        Assert.That((await ErrorOfAsync(Driver(Planned().Answer(RunningVm).Answer("")).MigrateAsync(Specs.Host, other, spec, none))).Outcome, Is.EqualTo(Outcome.NotApplied));
        Assert.That((await ErrorOfAsync(Driver(Planned().Answer("").Answer("")).MigrateAsync(Specs.Host, other, spec, none))).Outcome, Is.EqualTo(Outcome.Unknown));
        Assert.That((await ErrorOfAsync(Driver(Planned().Fail(lost)).MigrateAsync(Specs.Host, other, spec, none))).Outcome, Is.EqualTo(Outcome.Unknown));

        FakeShell Planned() => new FakeShell().Answer("").Answer(RunningVm).Answer("x 1000 10 990 1% /").Answer(HostReportTests.Text()
            .Replace("breth1-300\ncloudbr0\n", "", StringComparison.Ordinal)).Fail(lost);
    }

    [Test]
    public async Task A_vm_on_local_storage_does_not_move_while_it_runs()
    {
        var local = Specs.Shared with { Type = PoolTypes.Filesystem };
        var spec = Specs.Linux with { Disks = [new DiskSpec(Specs.Volume(1, local), 0)] };
        var error = await ErrorOfAsync(Driver(new FakeShell()).MigrateAsync(Specs.Host, Specs.Host, spec, none));
        Assert.That(error.Message, Does.Contain("local storage"));
    }

    [TestCase("vxlan://5")]
    [TestCase("vlan://5000")]
    [TestCase("vlan://x; reboot")]
    public async Task A_network_that_bridges_cannot_isolate_is_refused(string uri)
    {
        var error = await ErrorOfAsync(Driver(new FakeShell().Answer("")).EnsureAsync(Specs.Host, Specs.Linux with { Nics = [Specs.Linux.Nics[0] with { BroadcastUri = uri }] }, none));
        Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
    }

    [TestCase("../../etc")]
    [TestCase("-rf")]
    [TestCase("a b")]
    [TestCase("sixteencharacter")]
    public async Task A_label_that_is_no_bridges_name_is_refused(string label)
    {
        var error = await ErrorOfAsync(Driver(new FakeShell().Answer("")).EnsureAsync(Specs.Host, Specs.Linux with { Nics = [Specs.Linux.Nics[0] with { NetworkLabel = label }] }, none));
        Assert.That(error.Message, Does.Contain(label));
    }

    [TestCase("CLVM", "/x")]
    [TestCase("SharedMountPoint", "relative")]
    [TestCase("SharedMountPoint", "/a\nb")]
    public async Task A_pool_that_cannot_be_used_is_refused(string type, string path) => Assert.That(
        (await ErrorOfAsync(Driver(new FakeShell()).EnsurePoolAsync(Specs.Host, Specs.Shared with { Type = type, Path = path }, none))).Outcome, Is.EqualTo(Outcome.NotApplied));

    [Test]
    public async Task An_iso_is_kept_beside_the_root_disk_and_put_into_the_drive()
    {
        var disks = "<devices><disk type='file' device='disk'><source file='/primary/root.qcow2'/><target dev='vda'/></disk>" +
            "<disk type='file' device='cdrom'><target dev='hdc'/></disk></devices>";
        var image = "@@image\n{\"virtual-size\": 2048}\n@@size\n4 512\n";
        var shell = new FakeShell().Answer(RunningVm.Replace("<devices/>", disks, StringComparison.Ordinal)).Answer(image).Answer();
        await Driver(shell).AttachIsoAsync(Specs.Host, Specs.Linux.Vm, new IsoSpec(new TemplateId(Guid.Empty), new Uri("nfs://192.0.2.5/export/isos/a.iso")), none);
        Assert.That(shell.Asked[1].Arguments.Take(5), Is.EqualTo(new[] { "/primary", $"template-{Guid.Empty}.qcow2", "nfs", "192.0.2.5:/export/isos", "a.iso" }));
        Assert.That((shell.Asked[2].Script, shell.Asked[2].Changes), Is.EqualTo((VmScripts.Update, true)));
        Assert.That(shell.Asked[2].Input, Does.Contain($"/primary/template-{Guid.Empty}.qcow2").And.Contain("hdc"));
    }

    [Test]
    public async Task An_empty_drive_stays_empty()
    {
        var shell = new FakeShell().Answer(RunningVm);
        await Driver(shell).DetachIsoAsync(Specs.Host, Specs.Linux.Vm, none);
        Assert.That(shell.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_NFS_pool_is_mounted_under_its_id()
    {
        var shell = new FakeShell().Answer("192.0.2.50:/export/primary 1000 10 990 1% /mnt/x");
        Assert.That(await Driver(shell).EnsurePoolAsync(Specs.Host, Specs.Nfs with { Port = 2050 }, none), Is.EqualTo(new PoolFacts(1024000, 10240)));
        Assert.That(shell.Asked[0].Arguments.Take(2), Is.EqualTo(new[] { "192.0.2.50:/export/primary", $"/mnt/cloudstack/{Specs.Nfs.Id}" }));
        Assert.That(shell.Asked[0].Arguments[2], Does.EndWith(",port=2050"));
    }

    private static KvmDriver Driver(FakeShell shell, TimeProvider? time = null) => new(new KvmOptions(), time ?? TimeProvider.System, NullLogger.Instance, shell);

    private static string Dump(string state) =>
        $"<domain type='kvm'>\n<name>i-2-3-VM</name>\n<uuid>{NameUuid.Of("i-2-3-VM")}</uuid>\n<devices/>\n</domain>\n{state}\n";

    private static async Task<DriverException> ErrorOfAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (DriverException e)
        {
            return e;
        }
        throw new AssertionException("The call should have failed.");
    }
}
