using System.Globalization;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Counters of the host's processors since it started.</summary>
internal sealed record CpuTicks(long Idle, long Total)
{
    /// <summary>Reads the first line of <c>/proc/stat</c>: user, nice, system, idle, iowait, irq, softirq, steal.</summary>
    public static CpuTicks Read(string line)
    {
        var counts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0).ToArray();
        return new CpuTicks(counts.Length > 4 ? counts[3] + counts[4] : 0, counts.Sum());
    }

    /// <summary>Share in use since an earlier reading, 0 to 100.</summary>
    public double PercentSince(CpuTicks? before)
    {
        var (idle, total) = before is null || before.Total >= Total ? (Idle, Total) : (Idle - before.Idle, Total - before.Total);
        return total <= 0 ? 0 : Math.Clamp(100.0 * (total - idle) / total, 0, 100);
    }
}

/// <summary>Counters of the host's interfaces.</summary>
internal static class NetworkUsage
{
    /// <summary>Bytes received and sent by a bridge in <c>/proc/net/dev</c>; by all physical interfaces when there is no such bridge.</summary>
    public static (long Read, long Written) Read(string text, string bridge)
    {
        var all = text.Split('\n').Select(Parse).OfType<(string Name, long Read, long Written)>().ToArray();
        var own = all.Where(link => link.Name == bridge).ToArray();
        var chosen = own.Length > 0 ? own : [.. all.Where(link => link.Name.StartsWith("eth", StringComparison.Ordinal) ||
            link.Name.StartsWith("en", StringComparison.Ordinal) || link.Name.StartsWith("em", StringComparison.Ordinal))];
        return (chosen.Sum(link => link.Read), chosen.Sum(link => link.Written));
    }

    private static (string Name, long Read, long Written)? Parse(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        var words = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 8 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var read) &&
            long.TryParse(words[8], NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? (line[..colon].Trim(), read, written) : null;
    }
}
