using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm.Tests.Xml;

public sealed class HostReportTests
{
    [Test]
    public void A_good_host_is_read()
    {
        var report = HostReport.Read(Text());
        Assert.Multiple(() =>
        {
            Assert.That(report.Refusal, Is.Null);
            Assert.That(report.Uuid, Is.EqualTo(new Guid("11111111-2222-3333-4444-555555555555")));
            Assert.That(report.Cpus, Is.EqualTo(8));
            Assert.That(report.CpuMhz, Is.EqualTo(3600));
            Assert.That(report.MemoryBytes, Is.EqualTo(7549747L * 1024));
            Assert.That(report.DomainType, Is.EqualTo("kvm"));
            Assert.That(report.Emulator, Is.EqualTo("/usr/bin/qemu-system-x86_64"));
            Assert.That(report.HasEmulationCache, Is.True);
            Assert.That(report.Disk("local"), Is.EqualTo(new PoolFacts(1000 * 1024, 10 * 1024)));
        });
    }

    [Test]
    public void Emulation_is_what_is_left_without_kvm()
    {
        var report = HostReport.Read(Text().Replace("<domain type='kvm'/>", "", StringComparison.Ordinal));
        Assert.That((report.DomainType, report.Refusal), Is.EqualTo(("qemu", (string?)null)));
    }

    [TestCase("libvirt 9.0.0", "libvirt 0.9.3", "libvirt 0.9.3 is older than 0.9.4")]
    [TestCase("QEMU 7.2.22", "QEMU 0.15.1", "QEMU 0.15.1 is older than 1.0")]
    [TestCase("Running hypervisor: QEMU 7.2.22", "", "no QEMU")]
    [TestCase("Using library: libvirt 9.0.0", "", "libvirtd runs")]
    [TestCase("<os_type>hvm</os_type>", "<os_type>exe</os_type>", "hvm")]
    public void A_host_that_cannot_be_used_is_refused(string part, string instead, string reason) =>
        Assert.That(HostReport.Read(Text().Replace(part, instead, StringComparison.Ordinal)).Refusal, Does.Contain(reason));

    [TestCase("libvirt 9.0.0", "libvirt 0.9.4")]
    [TestCase("QEMU 7.2.22", "QEMU 1.0.0")]
    public void The_oldest_versions_will_do(string part, string instead) =>
        Assert.That(HostReport.Read(Text().Replace(part, instead, StringComparison.Ordinal)).Refusal, Is.Null);

    internal static string Text() => """
        @@bridges
        breth1-300
        cloudbr0
        @@version
        Compiled against library: libvirt 9.0.0
        Using library: libvirt 9.0.0
        Using API: QEMU 9.0.0
        Running hypervisor: QEMU 7.2.22
        @@nodeinfo
        CPU model:           x86_64
        CPU(s):              8
        CPU frequency:       2400 MHz
        Memory size:         7549747 KiB
        @@capabilities
        <capabilities>
          <host><uuid>11111111-2222-3333-4444-555555555555</uuid><cpu><arch>x86_64</arch></cpu></host>
          <guest><os_type>hvm</os_type><arch name='i686'><emulator>/usr/bin/qemu-system-i386</emulator><domain type='qemu'/></arch></guest>
          <guest><os_type>hvm</os_type><arch name='x86_64'><emulator>/usr/bin/qemu-system-x86_64</emulator><domain type='qemu'/><domain type='kvm'/></arch></guest>
        </capabilities>
        @@maxkhz
        3600000
        @@hostname
        kvm1
        @@address
        192.0.2.10
        @@convert
        2
        @@local
        /dev/vda 1000 10 990 1% /
        """.ReplaceLineEndings("\n") + "\n";
}
