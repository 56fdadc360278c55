using System.Buffers.Binary;
using System.Net;

namespace CloudStack.Engine;

/// <summary>IPv4 addresses as numbers, for ranges.</summary>
internal static class Ip4
{
    public static long ToNumber(string address) => BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());

    public static string FromNumber(long number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
        return new IPAddress(bytes).ToString();
    }

    /// <summary>The prefix length of a netmask, or null when its ones are not in one piece.</summary>
    public static int? PrefixOf(string netmask)
    {
        var bits = (uint)ToNumber(netmask);
        var prefix = System.Numerics.BitOperations.LeadingZeroCount(~bits);
        return prefix == 32 ? 32 : (bits << prefix) == 0 ? prefix : null;
    }

    public static string NetmaskOf(int prefix) => FromNumber(prefix == 0 ? 0 : uint.MaxValue << (32 - prefix));
}
