using System.Globalization;

namespace CloudStack.Drivers.Simulator;

/// <summary>Reads sizes such as <c>128GiB</c> and times such as <c>5ms</c>.</summary>
internal static class Quantity
{
    private static readonly (string Unit, long Bytes)[] Sizes = [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("PiB", 1L << 50)];
    private static readonly (string Unit, TimeSpan Time)[] Times =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1))];

    public static long ParseBytes(string text)
    {
        foreach (var (unit, bytes) in Sizes)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return checked(Number(text[..^unit.Length], text) * bytes);
            }
        }

        return Number(text, text);
    }

    public static TimeSpan ParseTime(string text)
    {
        foreach (var (unit, time) in Times)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return time * Number(text[..^unit.Length], text);
            }
        }

        throw new FormatException($"'{text}' is not a time such as 5ms, 2s, 1m or 1h.");
    }

    public static string Format(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + "ms";

    private static long Number(string digits, string text) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a whole number, with a unit where one belongs (KiB, MiB, GiB, TiB; ms, s, m, h).");
}
