using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>What a host says about itself (<see cref="HostScripts.Probe"/>, and the shorter report before a start).</summary>
internal sealed class HostReport
{
    private static readonly Version OldestLibvirt = new(0, 9, 4);
    private static readonly Version OldestQemu = new(1, 0);
    private static readonly Version CacheSizeLibvirt = new(8, 0);
    private readonly IReadOnlyDictionary<string, string> sections;
    private readonly IReadOnlyDictionary<string, string> node;
    private readonly XElement? capabilities;

    private HostReport(IReadOnlyDictionary<string, string> sections)
    {
        this.sections = sections;
        node = VirshText.Fields(sections.GetValueOrDefault("nodeinfo") ?? "");
        try
        {
            capabilities = sections.GetValueOrDefault("capabilities") is { Length: > 0 } text ? XElement.Parse(text) : null;
        }
        catch (XmlException)
        {
            capabilities = null;
        }
    }

    /// <summary>Reads a report.</summary>
    public static HostReport Read(string text) => new(VirshText.Sections(text));

    /// <summary>A part of the report by its name, or empty.</summary>
    public string Section(string name) => sections.GetValueOrDefault(name) ?? "";

    /// <summary>libvirt's version.</summary>
    public Version? Libvirt => VirshText.FirstVersion(VersionLine("Using library"));

    /// <summary>QEMU's version.</summary>
    public Version? Qemu => VirshText.FirstVersion(VersionLine("Running hypervisor"));

    /// <summary>Why the host cannot be used, or null.</summary>
    public string? Refusal => this switch
    {
        { Libvirt: null } => "libvirt did not tell its version; check that libvirtd runs",
        { Libvirt: var version } when version < OldestLibvirt => $"libvirt {version} is older than {OldestLibvirt}; upgrade it",
        { Qemu: null } => "libvirt found no QEMU; install qemu-kvm (qemu-system-x86)",
        { Qemu: var version } when version < OldestQemu => $"QEMU {version} is older than {OldestQemu}; upgrade it",
        { capabilities: null } => "libvirt did not tell its capabilities; check that libvirtd runs",
        { Guest: null } => "libvirt offers no full virtualisation (hvm) for the host's processor; install qemu-kvm (qemu-system-x86)",
        _ => null,
    };

    /// <summary>The host's UUID, which libvirt takes from the hardware or its configuration.</summary>
    public Guid? Uuid => Guid.TryParse((string?)capabilities?.Element("host")?.Element("uuid"), out var uuid) ? uuid : null;

    /// <summary>Processors, threads counted.</summary>
    public int Cpus => (int)(VirshText.FirstNumber(node.GetValueOrDefault("CPU(s)")) ?? 1);

    /// <summary>Speed of a core: the most that it can, else the present one.</summary>
    public int CpuMhz
    {
        get
        {
            var most = VirshText.FirstNumber(Section("maxkhz")) / 1000;
            var now = VirshText.FirstNumber(node.GetValueOrDefault("CPU frequency"));
            return (int)(most is > 0 ? most : now is > 0 ? now : 1000).Value;
        }
    }

    /// <summary>All memory.</summary>
    public long MemoryBytes => (VirshText.FirstNumber(node.GetValueOrDefault("Memory size")) ?? 0) * 1024;

    /// <summary>The host's architecture.</summary>
    public string Architecture => (string?)capabilities?.Element("host")?.Element("cpu")?.Element("arch") ?? "x86_64";

    /// <summary>Path of QEMU.</summary>
    public string? Emulator => (string?)Guest?.Element("emulator");

    /// <summary><c>kvm</c> where libvirt offers it, else <c>qemu</c>, which emulates the processor.</summary>
    public string DomainType => OfferedTypes.Contains("kvm") ? "kvm" : "qemu";

    /// <summary>Domain types that libvirt offers for the host's architecture.</summary>
    public IReadOnlyList<string> OfferedTypes => [.. Guest?.Elements("domain").Select(domain => (string?)domain.Attribute("type")).OfType<string>() ?? []];

    /// <summary>Whether the memory for translated code can be set.</summary>
    public bool HasEmulationCache => Libvirt >= CacheSizeLibvirt;

    /// <summary>Facts of the file system of a section that holds <c>df</c>'s last line, in KiB.</summary>
    public PoolFacts? Disk(string section) => ReadDisk(Section(section));

    /// <summary>Reads the last line of <c>df -Pk</c>.</summary>
    public static PoolFacts? ReadDisk(string text)
    {
        var words = text.Trim().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // the file system's name may hold blanks: count from where the numbers are
        for (var i = 1; i + 2 < words.Length; i++)
        {
            if (Number(words[i]) is { } all && Number(words[i + 1]) is { } used && Number(words[i + 2]) is not null)
                return new PoolFacts(all * 1024, used * 1024);
        }
        return null;
    }

    private XElement? Guest => capabilities?.Elements("guest").FirstOrDefault(guest =>
        (string?)guest.Element("os_type") == "hvm" && (string?)guest.Element("arch")?.Attribute("name") == Architecture)?.Element("arch");

    private string? VersionLine(string start) =>
        Section("version").Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static long? Number(string word) => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
