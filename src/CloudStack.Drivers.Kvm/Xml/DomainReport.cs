using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>A disk as libvirt reports it.</summary>
internal sealed record DiskReport(string Target, string? Source);

/// <summary>A NIC as libvirt reports it.</summary>
internal sealed record NicReport(string MacAddress, string? Bridge, XElement Element);

/// <summary>A domain as libvirt reports it: its description, and its state in virsh's words.</summary>
internal sealed record DomainReport(XElement Xml, string State, string Reason)
{
    /// <summary>The domain's name.</summary>
    public string Name => (string?)Xml.Element("name") ?? "";

    /// <summary>The domain's UUID.</summary>
    public Guid Uuid => Guid.TryParse((string?)Xml.Element("uuid"), out var uuid) ? uuid : Guid.Empty;

    /// <summary>Whether the cloud made it.</summary>
    public bool IsOurs => Uuid == NameUuid.Of(Name);

    /// <summary>The state in the cloud's words. While a migration is under way, neither side can tell.</summary>
    public VmPower Power => (State, Reason) switch
    {
        ("paused", "migrating" or "starting up") => VmPower.Unknown,
        ("running" or "idle" or "paused" or "pmsuspended", _) => VmPower.Running,
        ("in shutdown", _) => VmPower.Stopping,
        ("crashed", _) or ("shut off", "crashed") => VmPower.Crashed,
        ("shut off", _) => VmPower.Stopped,
        _ => VmPower.Unknown,
    };

    /// <summary>Whether the guest switched itself off.</summary>
    public bool StoppedByGuest => State == "shut off" && Reason == "shutdown";

    /// <summary>Disks and CD drives.</summary>
    public IReadOnlyList<DiskReport> Disks => [.. Devices("disk").Select(disk =>
        new DiskReport((string?)disk.Element("target")?.Attribute("dev") ?? "", (string?)disk.Element("source")?.Attribute("file")))];

    /// <summary>NICs.</summary>
    public IReadOnlyList<NicReport> Nics => [.. Devices("interface").Select(nic =>
        new NicReport((string?)nic.Element("mac")?.Attribute("address") ?? "", (string?)nic.Element("source")?.Attribute("bridge"), nic))];

    /// <summary>What the guest's VNC listens at, or null when it does not.</summary>
    public (string Listen, int Port)? Vnc
    {
        get
        {
            var vnc = Devices("graphics").FirstOrDefault(graphics => (string?)graphics.Attribute("type") == "vnc");
            return vnc is not null && int.TryParse((string?)vnc.Attribute("port"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var port) && port > 0 ?
                ((string?)vnc.Attribute("listen") ?? "", port) : null;
        }
    }

    /// <summary>The VM as the cloud sees it.</summary>
    /// <param name="hostAddress">Address of the host, where the console listens on all of them.</param>
    public VmObservation ToObservation(string hostAddress) => new(Name, Power) { Console = Console(hostAddress), StoppedByGuest = StoppedByGuest };

    /// <summary>Where the console is served, or null.</summary>
    public ConsoleAddress? Console(string hostAddress) => Vnc is not var (listen, port) ? null :
        new ConsoleAddress(listen is "" or "0.0.0.0" or "::" ? hostAddress : listen, port);

    /// <summary>Reads what <c>dumpxml</c> and <c>domstate --reason</c> print, one after the other, for any number of domains.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static IReadOnlyList<DomainReport> ReadAll(string text)
    {
        var reports = new List<DomainReport>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("<domain", StringComparison.Ordinal))
                continue;
            var start = i;
            while (i < lines.Length && !lines[i].StartsWith("</domain>", StringComparison.Ordinal))
                i++;
            var xml = Parse(string.Join('\n', lines[start..Math.Min(i + 1, lines.Length)]));
            while (i + 1 < lines.Length && lines[i + 1].Length == 0)
                i++;
            // a domain that went away in between has no state
            if (i + 1 >= lines.Length || lines[i + 1].StartsWith('<'))
                continue;
            var (state, reason) = VirshText.State(lines[++i]);
            reports.Add(new DomainReport(xml, state, reason));
        }
        return reports;
    }

    private static XElement Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException e)
        {
            throw new FormatException("libvirt's description of a domain is not XML.", e);
        }
    }

    private IEnumerable<XElement> Devices(string kind) => Xml.Element("devices")?.Elements(kind) ?? [];
}
