using System.Xml.Linq;
using CloudStack.Drivers.Kvm.Xml;
using CsCheck;

namespace CloudStack.Drivers.Kvm.Tests.Xml;

public sealed class DomainXmlTests
{
    private static readonly DomainPlan Kvm = new()
    {
        DomainType = "kvm",
        Architecture = "x86_64",
        Emulator = "/usr/bin/qemu-system-x86_64",
        Bridges = ["breth1-300", "cloudbr0"],
        MountFolder = "/mnt/cloudstack",
        ConsoleLog = "/var/log/libvirt/cloudstack/i-2-3-VM.log",
        VncListen = "0.0.0.0",
        HostMhz = 2400,
    };

    [Test]
    public void A_linux_guest_gets_virtio_devices() => GoldenFile.Check("linux.xml", DomainXml.Build(Specs.Linux, Kvm).ToString());

    [Test]
    public void A_windows_guest_gets_ide_local_time_and_its_limit() => GoldenFile.Check("windows.xml", DomainXml.Build(Specs.Windows, Kvm with { Bridges = [] }).ToString());

    [Test]
    public void An_emulated_guest_without_weights_and_limits() => GoldenFile.Check("emulated.xml",
        DomainXml.Build(Specs.Linux, Kvm with { DomainType = "qemu", EmulationCacheMiB = 64, CpuWeight = false, NetworkLimits = false, Architecture = "aarch64", Emulator = null }).ToString());

    [Test]
    public void A_hot_plugged_disk_and_nic()
    {
        GoldenFile.Check("disk.xml", DeviceXml.Disk(new DiskSpec(Specs.Volume(2, Specs.Nfs), 1), "virtio", "/mnt/cloudstack").ToString());
        GoldenFile.Check("nic.xml", DeviceXml.Nic(Specs.Linux.Nics[0], "breth1-300", "virtio", limits: true).ToString());
    }

    [Test]
    public void Any_text_comes_back_from_the_xml_as_it_was()
    {
        var text = Gen.String[Gen.Char["<>&'\"]!-/\\;% \tabcé大"], 1, 40];
        Gen.Select(text, text).Sample((name, path) =>
        {
            var spec = Specs.Linux with
            {
                Vm = Specs.Linux.Vm with { Name = name },
                Disks = [new DiskSpec(Specs.Volume(1, Specs.Shared with { Path = "/" + path }), 0)],
            };
            var read = XElement.Parse(DomainXml.Build(spec, Kvm).ToString(), LoadOptions.PreserveWhitespace);
            return (string?)read.Element("name") == name &&
                (string?)read.Element("devices")!.Element("disk")!.Element("source")!.Attribute("file") == PoolPaths.Volume(spec.Disks[0].Volume, "/mnt");
        });
    }

    [Test]
    public void Any_display_name_gives_xml()
    {
        Gen.String.Sample(name => XElement.Parse(DomainXml.Build(Specs.Linux with { DisplayName = name, GuestOs = name }, Kvm).ToString()) is not null);
    }

    [TestCase("12345678", "12345678")]
    [TestCase("123456789", "12345678")]
    [TestCase("1234567é", "1234567")]
    [TestCase("123456\U0001F600", "123456")]
    public void A_console_password_has_at_most_8_bytes(string given, string written) =>
        Assert.That((string?)DomainXml.Build(Specs.Linux with { ConsolePassword = given }, Kvm).Element("devices")!.Element("graphics")!.Attribute("passwd"), Is.EqualTo(written));

    [TestCase("virtio", 0, "vda")]
    [TestCase("ide", 0, "hda")]
    [TestCase("scsi", 2, "sdc")]
    [TestCase("virtio", 15, "vdp")]
    public void A_disk_is_named_after_its_place(string bus, int device, string name) => Assert.That(GuestDevices.DiskTarget(bus, device), Is.EqualTo(name));

    [Test]
    public void The_place_of_the_CD_drive_is_no_disks() => Assert.That(() => GuestDevices.DiskTarget("virtio", 3), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("i-2-3-VM", "868a6627-c3b0-3d9b-aea4-f279cbaa253b")]
    [TestCase("v-1-VM", "14fc3846-45e5-3c08-ad23-432ceb07407b")]
    [TestCase("r-4-VM", "f257919b-0e2e-3d85-823e-c36d79e10727")]
    public void A_domains_uuid_is_the_one_that_4_1_gives(string name, string uuid) => Assert.That(NameUuid.Of(name), Is.EqualTo(new Guid(uuid)));

    [TestCase("i-2-3-VM")]
    [TestCase("../../etc/passwd")]
    [TestCase(".hidden")]
    [TestCase("x; reboot")]
    public void A_console_log_never_leaves_its_folder(string name) =>
        Assert.That(PoolPaths.ConsoleLog("/c", name), Does.Match("^/c/[A-Za-z0-9][A-Za-z0-9._-]*\\.log$"));
}
