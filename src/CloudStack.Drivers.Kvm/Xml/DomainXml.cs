using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>The libvirt description of a VM.</summary>
internal static class DomainXml
{
    /// <summary>Builds the description that libvirt starts the VM from.</summary>
    public static XElement Build(VmSpec spec, DomainPlan plan) => new("domain",
        new XAttribute("type", plan.DomainType),
        new XElement("name", spec.Vm.Name),
        new XElement("uuid", NameUuid.Of(spec.Vm.Name).ToString("D")),
        spec.DisplayName is null ? null : new XElement("title", XmlText.OneLine(spec.DisplayName)),
        new XElement("description", XmlText.Clean(spec.GuestOs)),
        new XElement("memory", new XAttribute("unit", "KiB"), Number(spec.MemoryBytes / 1024)),
        new XElement("vcpu", Number(spec.Cpus)),
        CpuTune(spec, plan),
        new XElement("os",
            new XElement("type", new XAttribute("arch", plan.Architecture), Machine(plan.Architecture), "hvm"),
            new XElement("boot", new XAttribute("dev", "cdrom")),
            new XElement("boot", new XAttribute("dev", "hd"))),
        Features(plan),
        plan.CpuMode is null ? null : new XElement("cpu", new XAttribute("mode", plan.CpuMode)),
        Clock(spec.GuestOs),
        new XElement("on_poweroff", "destroy"),
        new XElement("on_reboot", "restart"),
        new XElement("on_crash", "destroy"),
        new XElement("devices",
            plan.Emulator is null ? null : new XElement("emulator", plan.Emulator),
            spec.Disks.OrderBy(disk => disk.DeviceId).Select(disk =>
                DeviceXml.Disk(disk, disk.DeviceId == 0 ? GuestDevices.RootBus(spec) : "virtio", plan.MountFolder)),
            DeviceXml.CdRom(plan.IsoPath),
            spec.Nics.Select((nic, i) => (Nic: nic, Bridge: plan.Bridges[i])).OrderBy(pair => pair.Nic.DeviceId)
                .Select(pair => DeviceXml.Nic(pair.Nic, pair.Bridge, GuestDevices.NicModel(spec), plan.NetworkLimits)),
            // a terminal for the operator (virsh console), and a file that takes down what the guest says
            new XElement("serial", new XAttribute("type", "pty"),
                new XElement("log", new XAttribute("file", plan.ConsoleLog), new XAttribute("append", "on")),
                new XElement("target", new XAttribute("port", "0"))),
            new XElement("graphics", new XAttribute("type", "vnc"), new XAttribute("port", "-1"), new XAttribute("autoport", "yes"),
                new XAttribute("listen", plan.VncListen),
                string.IsNullOrEmpty(spec.ConsolePassword) ? null : new XAttribute("passwd", VncPassword(spec.ConsolePassword))),
            new XElement("input", new XAttribute("type", "tablet"), new XAttribute("bus", "usb"))));

    /// <summary>VNC knows passwords of 8 bytes; its clients cut longer ones off, libvirt refuses them.</summary>
    private static string VncPassword(string password)
    {
        while (Encoding.UTF8.GetByteCount(password) > 8)
            password = password[..^(char.IsLowSurrogate(password[^1]) && password.Length > 1 ? 2 : 1)];
        return password;
    }

    private static XElement? CpuTune(VmSpec spec, DomainPlan plan)
    {
        if (!plan.CpuWeight && !spec.LimitCpu)
            return null;
        const int Period = 100_000;
        var limited = spec.LimitCpu && plan.HostMhz > spec.CpuMhz;
        return new XElement("cputune",
            // the kernel takes weights from 2 to 262144
            plan.CpuWeight ? new XElement("shares", Number(Math.Clamp((long)spec.Cpus * spec.CpuMhz, 2, 262_144))) : null,
            limited ? new XElement("period", Number(Period)) : null,
            limited ? new XElement("quota", Number(Math.Max(1000, (long)Period * spec.CpuMhz / plan.HostMhz))) : null);
    }

    private static XElement Features(DomainPlan plan)
    {
        var x86 = IsX86(plan.Architecture);
        return new XElement("features",
            x86 ? new XElement("pae") : null,
            x86 ? new XElement("apic") : null,
            new XElement("acpi"),
            plan is { DomainType: "qemu", EmulationCacheMiB: { } size } ?
                new XElement("tcg", new XElement("tb-cache", new XAttribute("unit", "MiB"), Number(size))) : null);
    }

    private static XElement Clock(string guestOs) => GuestDevices.IsWindows(guestOs) ?
        new XElement("clock", new XAttribute("offset", "localtime"),
            new XElement("timer", new XAttribute("name", "rtc"), new XAttribute("tickpolicy", "catchup"))) :
        new XElement("clock", new XAttribute("offset", "utc"));

    private static XAttribute? Machine(string architecture) => IsX86(architecture) ? new XAttribute("machine", "pc") : null;

    private static bool IsX86(string architecture) => architecture is "x86_64" or "i686";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
