using System.Net.Sockets;
using System.Text;
using CloudStack.Drivers;
using CloudStack.Drivers.Kvm;

namespace CloudStack.RealSystems.Tests.Kvm;

[CancelAfter(180_000)]
public sealed class KvmVmTests : KvmTest
{
    [Test]
    public async Task A_vm_starts_from_a_template_and_a_second_ensure_leaves_it_alone()
    {
        var spec = await NewVmAsync();
        var first = await Driver.EnsureAsync(Lab.A, spec, Token);
        await Lab.WaitForConsoleAsync(Lab.A, spec.Vm.Name, text => text.Contains("GUEST: up", StringComparison.Ordinal), "that it is up");
        await Lab.WaitForTickAsync(Lab.A, spec.Vm.Name, 2);
        var second = await Driver.EnsureAsync(Lab.A, spec, Token);
        await Lab.WaitForTickAsync(Lab.A, spec.Vm.Name, 4);
        Assert.Multiple(async () =>
        {
            Assert.That(first.Power, Is.EqualTo(VmPower.Running));
            Assert.That(second, Is.EqualTo(first));
            Assert.That(await ObserveAsync(Lab.A, spec), Is.EqualTo(first));
            Assert.That(await ObserveAsync(Lab.B, spec), Is.Null);
            Assert.That(Lab.Console(Lab.A, spec.Vm.Name).Split("GUEST: up"), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public async Task A_vm_stops_gracefully_and_starts_again()
    {
        var spec = await RunningVmAsync();
        var stopped = await Driver.EnsureAsync(Lab.A, spec with { Power = VmPower.Stopped, GracefulStop = TimeSpan.FromSeconds(60) }, Token);
        Assert.That(stopped, Is.EqualTo(new VmObservation(spec.Vm.Name, VmPower.Stopped)));
        Assert.That(Lab.Console(Lab.A, spec.Vm.Name), Does.Contain("Power down"), "the guest should have switched itself off");
        Assert.That(await ObserveAsync(Lab.A, spec), Is.EqualTo(stopped));
        Assert.That(await Driver.EnsureAsync(Lab.A, spec with { Power = VmPower.Stopped }, Token), Is.EqualTo(stopped));
        Assert.That((await Driver.EnsureAsync(Lab.A, spec, Token)).Power, Is.EqualTo(VmPower.Running));
        await Lab.WaitForConsoleAsync(Lab.A, spec.Vm.Name, text => text.Split("GUEST: up").Length == 3, "that it is up a second time");
    }

    [Test]
    public async Task A_guest_that_switches_itself_off_is_told_from_one_that_was_stopped()
    {
        var spec = await RunningVmAsync();
        await Lab.VirshAsync(Lab.A, "shutdown", spec.Vm.Name);
        VmObservation? seen;
        while ((seen = await ObserveAsync(Lab.A, spec)) is { Power: not VmPower.Stopped })
            await Task.Delay(200, Token);
        Assert.That(seen, Is.EqualTo(new VmObservation(spec.Vm.Name, VmPower.Stopped) { StoppedByGuest = true }));
        var stopped = await Driver.EnsureAsync(Lab.A, spec with { Power = VmPower.Stopped }, Token);
        Assert.That(stopped.StoppedByGuest, Is.False);
    }

    [Test]
    public async Task A_reboot_starts_the_guest_again()
    {
        var spec = await SharedVmAsync();
        var before = Lab.Console(Lab.A, spec.Vm.Name).Split("GUEST: up").Length;
        await Driver.RebootAsync(Lab.A, spec.Vm, Token);
        await Lab.WaitForConsoleAsync(Lab.A, spec.Vm.Name, text => text.Split("GUEST: up").Length == before + 1, "that it is up once more");
        Assert.That((await ObserveAsync(Lab.A, spec))!.Power, Is.EqualTo(VmPower.Running));
    }

    [Test]
    public async Task A_migrated_guest_goes_on_where_it_was()
    {
        var spec = await SharedVmAsync();
        await Lab.WaitForTickAsync(Lab.A, spec.Vm.Name, 2);
        await Driver.MigrateAsync(Lab.A, Lab.B, spec, Token);
        var before = Lab.Tick(Lab.A, spec.Vm.Name);
        await Driver.MigrateAsync(Lab.A, Lab.B, spec, Token);
        await Lab.WaitForTickAsync(Lab.B, spec.Vm.Name, before + 2);
        Assert.Multiple(async () =>
        {
            Assert.That(Lab.Console(Lab.B, spec.Vm.Name), Does.Not.Contain("GUEST: up"));
            Assert.That(await ObserveAsync(Lab.A, spec), Is.Null);
            Assert.That((await ObserveAsync(Lab.B, spec))!.Power, Is.EqualTo(VmPower.Running));
        });
        await Driver.MigrateAsync(Lab.B, Lab.A, spec, Token);
        await Lab.WaitForTickAsync(Lab.A, spec.Vm.Name, Lab.Tick(Lab.B, spec.Vm.Name) + 1);
    }

    [Test]
    public async Task A_migration_to_a_host_that_does_not_answer_leaves_the_vm_running()
    {
        var spec = await NewVmAsync();
        await Driver.EnsureAsync(Lab.A, spec, Token);
        var unreachable = Lab.B with { Details = new Dictionary<string, string> { [KvmOptions.MigrationAddressName] = "127.0.0.1" } };
        // the source finds its own libvirtd there, which refuses
        var error = await ErrorOfAsync(Driver.MigrateAsync(Lab.A, unreachable, spec, Token));
        Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
        Assert.That(error.Message, Does.Contain("still runs on host " + Lab.A.Address.Host));
        Assert.That((await ObserveAsync(Lab.A, spec))!.Power, Is.EqualTo(VmPower.Running));
    }

    [Test]
    public async Task A_volume_is_plugged_in_and_out_of_a_running_vm()
    {
        var spec = await SharedVmAsync();
        var disk = new DiskSpec(await NewVolumeAsync(Lab.SharedPool), 1);
        await Driver.AttachVolumeAsync(Lab.A, spec.Vm, disk, Token);
        await Driver.AttachVolumeAsync(Lab.A, spec.Vm, disk, Token);
        Assert.That(await Lab.VirshAsync(Lab.A, "domblklist", spec.Vm.Name), Does.Contain("vdb").And.Contain(disk.Volume.Id.ToString()));
        var other = new DiskSpec(await NewVolumeAsync(Lab.SharedPool), 1);
        Assert.That((await ErrorOfAsync(Driver.AttachVolumeAsync(Lab.A, spec.Vm, other, Token))).Outcome, Is.EqualTo(Outcome.NotApplied));
        await Driver.DetachVolumeAsync(Lab.A, spec.Vm, disk, Token);
        await Driver.DetachVolumeAsync(Lab.A, spec.Vm, disk, Token);
        Assert.That(await Lab.VirshAsync(Lab.A, "domblklist", spec.Vm.Name), Does.Not.Contain("vdb"));
        await Driver.RemoveVolumeAsync(Lab.A, disk.Volume, Token);
        await Driver.RemoveVolumeAsync(Lab.A, other.Volume, Token);
    }

    [Test]
    public async Task A_nic_is_plugged_into_a_vlan_and_out()
    {
        var spec = await SharedVmAsync();
        var nic = NewNic(200, 1) with { BroadcastUri = "vlan://100", RateMbps = 100 };
        await Driver.AttachNicAsync(Lab.A, spec.Vm, nic, Token);
        await Driver.AttachNicAsync(Lab.A, spec.Vm, nic, Token);
        var nics = await Lab.VirshAsync(Lab.A, "domiflist", spec.Vm.Name);
        Assert.That(nics.Split(nic.MacAddress), Has.Length.EqualTo(2));
        Assert.That(nics, Does.Contain("breth0-100"));
        await Driver.DetachNicAsync(Lab.A, spec.Vm, nic, Token);
        await Driver.DetachNicAsync(Lab.A, spec.Vm, nic, Token);
        Assert.That(await Lab.VirshAsync(Lab.A, "domiflist", spec.Vm.Name), Does.Not.Contain(nic.MacAddress));
    }

    [Test]
    public async Task A_console_with_a_password_answers_at_the_hosts_address()
    {
        var spec = await NewVmAsync() with { ConsolePassword = "s3cret&<'" };
        await Driver.EnsureAsync(Lab.A, spec, Token);
        var console = await Driver.GetConsoleAsync(Lab.A, spec.Vm, Token);
        Assert.That(console.Host, Is.EqualTo(Lab.A.Address.Host));
        using var client = new TcpClient();
        await client.ConnectAsync(console.Host, console.Port, Token);
        var stream = client.GetStream();
        var greeting = new byte[12];
        await stream.ReadExactlyAsync(greeting, Token);
        await stream.WriteAsync(greeting, Token);
        var kinds = new byte[2];
        await stream.ReadExactlyAsync(kinds, Token);
        Assert.That(Encoding.ASCII.GetString(greeting), Does.StartWith("RFB 003."));
        Assert.That(kinds, Is.EqualTo(new byte[] { 1, 2 }), "the only way in should be a password");
    }

    [Test]
    public async Task A_console_without_a_password_is_for_the_host_only()
    {
        var spec = await NewVmAsync();
        await Driver.EnsureAsync(Lab.A, spec, Token);
        Assert.That((await Driver.GetConsoleAsync(Lab.A, spec.Vm, Token)).Host, Is.EqualTo("127.0.0.1"));
    }

    [TestCase("x; reboot")]
    [TestCase("7")]
    [TestCase("-v")]
    [TestCase("a'b\"c $(touch pwned) `id` \\ & <name> %s * ?")]
    [TestCase("größe 大")]
    public async Task An_odd_name_is_only_a_name(string name)
    {
        var spec = await NewVmAsync(name);
        Assert.That((await Driver.EnsureAsync(Lab.A, spec, Token)).Name, Is.EqualTo(name));
        Assert.That((await ObserveAsync(Lab.A, spec))!.Power, Is.EqualTo(VmPower.Running));
        Assert.That((await Driver.GetVmStatisticsAsync(Lab.A, Token)).Select(vm => vm.Name), Does.Contain(name));
        await Driver.RemoveAsync(Lab.A, spec.Vm, Token);
        Assert.That(await ObserveAsync(Lab.A, spec), Is.Null);
        Assert.That((await Driver.ProbeAsync(Lab.A, Token)).Name, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_name_that_libvirt_cannot_hold_is_refused()
    {
        var spec = await NewVmAsync();
        foreach (var name in (string[])["a/b", "a\nb", "", "."])
        {
            var error = await ErrorOfAsync(Driver.EnsureAsync(Lab.A, spec with { Vm = spec.Vm with { Name = name } }, Token));
            Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
        }
    }

    [Test]
    public async Task A_vm_that_cannot_start_leaves_nothing_behind()
    {
        var spec = await NewVmAsync();
        var noBridge = await ErrorOfAsync(Driver.EnsureAsync(Lab.A, spec with { Nics = [NewNic(201, 0) with { NetworkLabel = "nosuch0" }] }, Token));
        await Driver.RemoveVolumeAsync(Lab.A, spec.Disks[0].Volume, Token);
        var noVolume = await ErrorOfAsync(Driver.EnsureAsync(Lab.A, spec, Token));
        Assert.Multiple(async () =>
        {
            Assert.That(noBridge.Message, Does.Contain("nosuch0"));
            Assert.That(noVolume.Message, Does.Contain(spec.Disks[0].Volume.Id.ToString()));
            Assert.That(noVolume.Outcome, Is.EqualTo(Outcome.NotApplied));
            Assert.That(await ObserveAsync(Lab.A, spec), Is.Null);
        });
    }

    [Test]
    public async Task A_system_vm_gets_the_bridge_to_its_host_and_a_vlan()
    {
        var spec = await NewVmAsync("r-7-VM");
        spec = spec with
        {
            Nics = [NewNic(202, 0) with { TrafficType = "Control" }, NewNic(202, 1) with { BroadcastUri = "vlan://101" }, NewNic(202, 2) with { BroadcastUri = "vlan://untagged" }],
        };
        await Driver.EnsureAsync(Lab.A, spec, Token);
        var nics = await Lab.VirshAsync(Lab.A, "domiflist", spec.Vm.Name);
        Assert.That(nics, Does.Match("cloud0[^\\n]+ca:00").And.Match("breth0-101[^\\n]+ca:01").And.Match("cloudbr0[^\\n]+ca:02"));
    }

    [Test]
    public async Task A_disk_in_use_on_another_host_is_not_opened_twice()
    {
        var spec = await NewVmAsync();
        await Driver.EnsureAsync(Lab.A, spec, Token);
        var error = await ErrorOfAsync(Driver.EnsureAsync(Lab.B, spec, Token));
        Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
        Assert.That(error.Message, Does.Contain("lock"));
        Assert.That((await ObserveAsync(Lab.A, spec))!.Power, Is.EqualTo(VmPower.Running));
    }

    [Test]
    public async Task A_vm_with_limits_starts_where_only_the_weights_cannot_be_had()
    {
        var spec = await NewVmAsync();
        spec = spec with { Nics = [spec.Nics[0] with { RateMbps = 200 }] };
        Assert.That((await Driver.EnsureAsync(Lab.A, spec, Token)).Power, Is.EqualTo(VmPower.Running));
    }
}
