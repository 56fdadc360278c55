using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace CloudStack.Engine;

/// <summary>IPv6 ranges as text: <c>first-last</c>.</summary>
internal static class Ip6Ranges
{
    /// <exception cref="CloudStackException">Gateway and range are not in the network, or it is none (431).</exception>
    public static void Check(string gateway, string cidr, string range)
    {
        var (network, prefix) = ParseCidr(cidr);
        var (first, last) = Parse(range);
        if (prefix > 64)
        {
            throw CloudStackException.Invalid($"ip6cidr {cidr} is too small: its prefix can be 64 bits at most.");
        }
        var mask = BigInteger.Pow(2, 128 - prefix);
        if (new[] { first, last, ToNumber(gateway) }.Any(number => number / mask != network / mask))
        {
            throw CloudStackException.Invalid($"The gateway {gateway} and the addresses {range} are not all in the network {cidr}.");
        }
        if (first > last)
        {
            throw CloudStackException.Invalid($"The IPv6 range {range} ends before it begins.");
        }
    }

    public static bool Overlap(string one, string other)
    {
        var (a, b) = (Parse(one), Parse(other));
        return a.First <= b.Last && b.First <= a.Last;
    }

    public static bool Contains(string range, string address) => ToNumber(address) is var number && Parse(range) is var (first, last) && number >= first && number <= last;

    [return: NotNullIfNotNull(nameof(range))]
    public static string? StartOf(string? range) => range?.Split('-')[0];

    [return: NotNullIfNotNull(nameof(range))]
    public static string? EndOf(string? range) => range?.Split('-')[^1];

    /// <summary>A random address of the range.</summary>
    public static string Random(string range, IIdSource ids)
    {
        var (first, last) = Parse(range);
        var random = (new BigInteger(ids.Below(1L << 60)) << 60) + ids.Below(1L << 60);
        return FromNumber(first + (random % (last - first + 1)));
    }

    private static (BigInteger First, BigInteger Last) Parse(string range) => (ToNumber(StartOf(range)), ToNumber(EndOf(range)));

    private static (BigInteger Network, int Prefix) ParseCidr(string cidr)
    {
        var parts = cidr.Split('/');
        return parts.Length == 2 && IPAddress.TryParse(parts[0], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= 128
            ? (ToNumber(parts[0]), prefix)
            : throw CloudStackException.Invalid($"ip6cidr must be an IPv6 network such as 2001:db8::/64, not {cidr}.");
    }

    private static BigInteger ToNumber(string address) => new(IPAddress.Parse(address).GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static string FromNumber(BigInteger number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var text = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        text.CopyTo(bytes[(16 - text.Length)..]);
        return new IPAddress(bytes).ToString();
    }
}
