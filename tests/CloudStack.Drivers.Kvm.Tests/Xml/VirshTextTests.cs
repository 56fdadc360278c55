using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm.Tests.Xml;

public sealed class VirshTextTests
{
    private const string Domain = "<domain type='qemu'{0}>\n  <name>{1}</name>\n  <uuid>{2}</uuid>\n  <devices>\n{3}  </devices>\n</domain>\n";

    [TestCase("running (booted)", "running", "booted")]
    [TestCase("shut off (shutdown)", "shut off", "shutdown")]
    [TestCase("shut off", "shut off", "")]
    [TestCase(" paused (migrating) ", "paused", "migrating")]
    public void A_state_has_a_reason(string line, string state, string reason) => Assert.That(VirshText.State(line), Is.EqualTo((state, reason)));

    [TestCase("running (booted)", VmPower.Running, false)]
    [TestCase("idle", VmPower.Running, false)]
    [TestCase("paused (user)", VmPower.Running, false)]
    [TestCase("paused (migrating)", VmPower.Unknown, false)]
    [TestCase("in shutdown", VmPower.Stopping, false)]
    [TestCase("shut off (shutdown)", VmPower.Stopped, true)]
    [TestCase("shut off (destroyed)", VmPower.Stopped, false)]
    [TestCase("shut off (crashed)", VmPower.Crashed, false)]
    [TestCase("crashed (panicked)", VmPower.Crashed, false)]
    [TestCase("no state", VmPower.Unknown, false)]
    public void A_state_is_a_power_state(string line, VmPower power, bool byGuest)
    {
        var report = DomainReport.ReadAll(Dump("i-2-3-VM") + "\n" + line + "\n").Single();
        Assert.That(report.ToObservation("h"), Is.EqualTo(new VmObservation("i-2-3-VM", power) { StoppedByGuest = byGuest }));
        Assert.That(report.IsOurs);
    }

    [Test]
    public void Many_domains_are_read_and_one_that_went_away_is_left_out()
    {
        var text = Dump("i-2-3-VM") + "running (booted)\n" + Dump("i-2-4-VM") + Dump("x; reboot") + "\nshut off (unknown)\n" + Dump("other", Guid.Empty) + "running\n";
        var all = DomainReport.ReadAll(text);
        Assert.That(all.Select(domain => (domain.Name, domain.State, domain.IsOurs)), Is.EqualTo(new[] { ("i-2-3-VM", "running", true), ("x; reboot", "shut off", true), ("other", "running", false) }));
    }

    [Test]
    public void Nothing_gives_no_domain() => Assert.That(DomainReport.ReadAll("\n"), Is.Empty);

    [Test]
    public void A_broken_description_is_told() => Assert.That(() => DomainReport.ReadAll("<domain>\n<a>\n</domain>\nrunning\n"), Throws.InstanceOf<FormatException>());

    [TestCase("0.0.0.0", "5901", "192.0.2.1", 5901)]
    [TestCase("", "5900", "192.0.2.1", 5900)]
    [TestCase("127.0.0.1", "5902", "127.0.0.1", 5902)]
    public void A_console_is_where_VNC_listens(string listen, string port, string host, int number)
    {
        var report = DomainReport.ReadAll(Dump("v", devices: $"<graphics type='vnc' port='{port}' listen='{listen}'/>\n") + "running\n").Single();
        Assert.That(report.Console("192.0.2.1"), Is.EqualTo(new ConsoleAddress(host, number)));
    }

    [Test]
    public void A_console_without_a_port_is_none_yet() =>
        Assert.That(DomainReport.ReadAll(Dump("v", devices: "<graphics type='vnc' port='-1'/>\n") + "running\n").Single().Console("h"), Is.Null);

    [Test]
    public void Devices_are_read()
    {
        var report = DomainReport.ReadAll(Dump("v", devices:
            "<disk type='file' device='disk'><source file='/p/a'/><target dev='vda'/></disk>\n<disk type='file' device='cdrom'><target dev='hdc'/></disk>\n" +
            "<interface type='bridge'><mac address='02:00:00:00:00:01'/><source bridge='br0'/></interface>\n") + "running\n").Single();
        Assert.That(report.Disks, Is.EqualTo(new[] { new DiskReport("vda", "/p/a"), new DiskReport("hdc", null) }));
        Assert.That((report.Nics[0].MacAddress, report.Nics[0].Bridge), Is.EqualTo(("02:00:00:00:00:01", "br0")));
    }

    [Test]
    public void Statistics_are_read_for_any_name()
    {
        var stats = VirshText.DomainStats("""
            Domain: 'i-2-3-VM'
              cpu.time=1500000000
              net.count=2
              net.0.rx.bytes=10
              net.0.rx.pkts=1
              net.1.rx.bytes=5
              block.0.rd.bytes=100

            Domain: 'it's; odd=1'
              cpu.time=7
            """.ReplaceLineEndings("\n"));
        Assert.That(stats.Select(domain => domain.Name), Is.EqualTo(new[] { "i-2-3-VM", "it's; odd=1" }));
        Assert.That(VirshText.Sum(stats[0].Values, "net", "rx.bytes"), Is.EqualTo(15));
        Assert.That(VirshText.Sum(stats[0].Values, "block", "rd.bytes"), Is.EqualTo(100));
        Assert.That(stats[1].Values["cpu.time"], Is.EqualTo("7"));
    }

    [TestCase("/dev/vda 264212084 14103812 82674160 15% /", 264212084, 14103812)]
    [TestCase("server:/a folder 1000 10 990 1% /mnt/x", 1000, 10)]
    public void The_size_of_a_folder_is_read(string line, long all, long used) => Assert.That(HostReport.ReadDisk(line), Is.EqualTo(new PoolFacts(all * 1024, used * 1024)));

    [Test]
    public void An_image_is_read()
    {
        Assert.That(ImageReport.VirtualSize("""{ "virtual-size": 50331648, "format": "qcow2" }"""), Is.EqualTo(50331648));
        Assert.That(ImageReport.VirtualSize("qemu-img: nonsense"), Is.Null);
    }

    [Test]
    public void The_cpu_is_measured_between_two_readings()
    {
        var first = CpuTicks.Read("cpu  100 0 100 800 0 0 0 0 0 0");
        var second = CpuTicks.Read("cpu  200 0 100 900 0 0 0 0 0 0");
        Assert.That(first.PercentSince(null), Is.EqualTo(20));
        Assert.That(second.PercentSince(first), Is.EqualTo(50));
        Assert.That(first.PercentSince(second), Is.EqualTo(20), "a host that has started again counts from the start");
    }

    [Test]
    public void The_network_is_counted_at_the_bridge_or_at_the_wires()
    {
        const string Text = "Inter-| Receive\n  lo: 9 0 0 0 0 0 0 0 9 0\n  eth0: 100 1 0 0 0 0 0 0 50 1\n cloudbr0: 7 1 0 0 0 0 0 0 3 1\n vnet0: 1000 0 0 0 0 0 0 0 1000 0";
        Assert.That(NetworkUsage.Read(Text, "cloudbr0"), Is.EqualTo((7L, 3L)));
        Assert.That(NetworkUsage.Read(Text, "other"), Is.EqualTo((100L, 50L)));
    }

    private static string Dump(string name, Guid? uuid = null, string devices = "") => string.Format(System.Globalization.CultureInfo.InvariantCulture,
        Domain, "", name, uuid ?? NameUuid.Of(name), devices);
}
