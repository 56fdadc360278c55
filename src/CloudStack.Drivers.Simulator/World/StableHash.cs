using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Drivers.Simulator;

/// <summary>Chance that is the same in every run and process, and that no two hosts share.</summary>
internal static class StableHash
{
    public static ulong Of(long seed, string text, long number = 0)
    {
        var hash = 14695981039346656037UL ^ Mix((ulong)seed);
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return Mix(hash ^ Mix((ulong)number));
    }

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public static int Below(int limit, long seed, string text, long number = 0) => (int)(Of(seed, text, number) % (ulong)limit);

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double Fraction(long seed, string text, long number = 0) => (Of(seed, text, number) >> 11) * (1.0 / (1UL << 53));

    public static Guid GuidOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
