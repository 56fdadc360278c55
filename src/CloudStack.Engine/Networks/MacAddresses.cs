using System.Globalization;

namespace CloudStack.Engine;

/// <summary>MAC addresses by the rules of 4.1, locally administered, in lower case with colons.</summary>
internal static class MacAddresses
{
    /// <summary>Of a NIC of a guest network: <c>02:00:rr:rr:ss:ss</c>, random and then the network's counter.</summary>
    public static string Guest(long sequence, IIdSource ids) => Format((0x02L << 40) | (ids.Below(1 << 15) << 16) | (sequence & 0xffff));

    /// <summary>Of an address of a range: <c>06</c>, 15 random bits, and the zone's counter in the low 25 bits.</summary>
    public static string OfAddress(long number, IIdSource ids) => Format((0x06L << 40) | (ids.Below(1 << 15) << 25) | (number & 0x1ff_ffff));

    private static string Format(long number) =>
        string.Join(':', Enumerable.Range(0, 6).Select(index => ((number >> (40 - (8 * index))) & 0xff).ToString("x2", CultureInfo.InvariantCulture)));
}
