using System.Globalization;

namespace CloudStack.Placement;

/// <summary>Words for the changes that would admit a place.</summary>
internal static class Changes
{
    private const long MiB = 1024 * 1024;

    /// <summary>All of them are needed; null when there is none.</summary>
    public static string? Join(string? first, string? second) => first is null ? second : second is null ? first : $"{first}; and {second}";

    /// <summary>A factor or threshold, rounded up to what the texts show.</summary>
    public static double RoundedUp(double value) => Math.Ceiling(Math.Round(value * 100, 6)) / 100;

    /// <summary>What is missing of CPU, in MHz, or the factor that would give it; null when nothing is missing.</summary>
    public static string? Cpu(CapacityFigures cpu, long asked, double factor)
    {
        var missing = asked - cpu.FreeWith(factor);
        return missing <= 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{missing:N0} MHz more CPU free{Factor(cpu, asked)}");
    }

    /// <summary>What is missing of memory, in MiB, or the factor that would give it; null when nothing is missing.</summary>
    public static string? Memory(CapacityFigures memory, long asked, double factor)
    {
        var missing = asked - memory.FreeWith(factor);
        return missing <= 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{MiBUp(missing):N0} MiB more memory free{Factor(memory, asked)}");
    }

    public static long MiBUp(double bytes) => (long)Math.Ceiling(bytes / MiB);

    private static string Factor(CapacityFigures capacity, long asked) => capacity.Total <= 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $", or a factor of {RoundedUp((capacity.Taken + asked) / (double)capacity.Total):0.00}");
}
