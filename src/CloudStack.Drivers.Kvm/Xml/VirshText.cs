using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Reads what virsh and the host's tools print.</summary>
internal static partial class VirshText
{
    /// <summary><c>running (booted)</c> as state and reason.</summary>
    public static (string State, string Reason) State(string line)
    {
        line = line.Trim();
        var open = line.IndexOf(" (", StringComparison.Ordinal);
        return open < 0 || !line.EndsWith(')') ? (line, "") : (line[..open], line[(open + 2)..^1]);
    }

    /// <summary>Lines of <c>name: value</c>, such as nodeinfo's.</summary>
    public static IReadOnlyDictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
        return fields;
    }

    /// <summary>The first whole number of a text, or null.</summary>
    public static long? FirstNumber(string? text)
    {
        var match = text is null ? null : Digits().Match(text);
        return match is { Success: true } && long.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The first version of a text: <c>Running hypervisor: QEMU 7.2.22</c> gives 7.2.22; null when there is none.</summary>
    public static Version? FirstVersion(string? text)
    {
        var match = text is null ? null : DottedVersion().Match(text);
        return match is { Success: true } && Version.TryParse(match.Value, out var version) ? version : null;
    }

    /// <summary>Splits a report at its lines <c>@@name</c>.</summary>
    public static IReadOnlyDictionary<string, string> Sections(string text)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        var body = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("@@", StringComparison.Ordinal))
            {
                body.Add(line);
                continue;
            }
            if (name is not null)
                sections[name] = string.Join('\n', body).Trim();
            name = line[2..].Trim();
            body.Clear();
        }
        if (name is not null)
            sections[name] = string.Join('\n', body).Trim();
        return sections;
    }

    /// <summary>Reads <c>domstats</c>: for each domain its <c>key=value</c> lines.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Values)> DomainStats(string text)
    {
        var domains = new List<(string, IReadOnlyDictionary<string, string>)>();
        Dictionary<string, string>? values = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("Domain: '", StringComparison.Ordinal) && line.EndsWith('\''))
            {
                values = new Dictionary<string, string>(StringComparer.Ordinal);
                domains.Add((line[9..^1], values));
                continue;
            }
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (values is not null && equals > 0)
                values[line[..equals].Trim()] = line[(equals + 1)..].Trim();
        }
        return domains;
    }

    /// <summary>Adds up the counters <c>kind.N.name</c> of <c>domstats</c>.</summary>
    public static long Sum(IReadOnlyDictionary<string, string> values, string kind, string name) => values
        .Where(pair => pair.Key.StartsWith(kind + ".", StringComparison.Ordinal) && pair.Key.EndsWith("." + name, StringComparison.Ordinal))
        .Sum(pair => FirstNumber(pair.Value) ?? 0);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[0-9]+(\.[0-9]+){1,2}")]
    private static partial Regex DottedVersion();
}
