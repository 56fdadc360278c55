using System.Collections.Frozen;

namespace CloudStack.Engine;

/// <summary>Image formats and the hypervisors that run them.</summary>
internal static class TemplateFormat
{
    public const string Simulator = "Simulator";

    public const string Iso = "ISO";

    private static readonly FrozenDictionary<string, string[]> Extensions = new Dictionary<string, string[]>
    {
        ["QCOW2"] = ["qcow2", "img"],
        ["RAW"] = ["raw", "img"],
        ["VHD"] = ["vhd"],
        ["OVA"] = ["ova"],
        ["BAREMETAL"] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, (string Name, string[] Formats)> Hypervisors =
        new (string Name, string[] Formats)[]
        {
            ("KVM", ["QCOW2", "RAW"]),
            ("XenServer", ["VHD"]),
            ("VMware", ["OVA"]),
            ("Ovm", ["RAW"]),
            ("BareMetal", ["BAREMETAL"]),
        }.ToFrozenDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The format's name as 4.1 spells it.</summary>
    /// <exception cref="CloudStackException">There is no such format, or it is that of ISOs (431).</exception>
    public static string Parse(string text) => Extensions.ContainsKey(text) ? text.ToUpperInvariant()
        : throw CloudStackException.Invalid($"format cannot be {text}; it is {string.Join(", ", Extensions.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>The hypervisor's name as it is stored; a driver's word on what it runs counts more than 4.1's.</summary>
    /// <exception cref="CloudStackException">The hypervisor is unknown, or does not run the format (431).</exception>
    public static string CheckHypervisor(HypervisorGateway gateway, string hypervisor, string format)
    {
        var driver = gateway.Find(hypervisor)?.Traits;
        var (name, formats) = driver is not null ? (driver.Hypervisor, driver.ImageFormats)
            : Hypervisors.TryGetValue(hypervisor, out var known) ? known
            : throw CloudStackException.Invalid($"hypervisor cannot be {hypervisor}; it is one of {string.Join(", ", Names(gateway))}.");
        return formats.Contains(format, StringComparer.OrdinalIgnoreCase) ? name
            : throw CloudStackException.Invalid($"{name} does not run images of format {format}; it runs {string.Join(", ", formats)}.");
    }

    /// <exception cref="CloudStackException">The name of the file does not go with the format (431).</exception>
    public static void CheckExtension(Uri url, string format)
    {
        var endings = format == Iso ? ["iso"] : Extensions[format];
        var path = url.AbsolutePath;
        var bare = Array.Find([".zip", ".gz", ".bz2"], packing => path.EndsWith(packing, StringComparison.OrdinalIgnoreCase)) is { } packed
            ? path[..^packed.Length] : path;
        if (endings.Length > 0 && !Array.Exists(endings, ending => bare.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            throw CloudStackException.Invalid($"The URL does not go with the format {format}: its path must end in {string.Join(" or ", endings)}, and .zip, .gz or .bz2 may follow.");
        }
    }

    private static IEnumerable<string> Names(HypervisorGateway gateway) =>
        gateway.Hypervisors.Concat(Hypervisors.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
}
