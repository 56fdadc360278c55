using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CloudStack.Engine;

/// <summary>The number of a management server.</summary>
internal static class ServerNumber
{
    /// <summary>The number itself, or that which an address stands for: of IPv4 all its bits, of IPv6 the last 63.</summary>
    /// <exception cref="InvalidOperationException">It is neither.</exception>
    public static long Of(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }
        if (text.AsSpan().IndexOfAny('.', ':') < 0 || !IPAddress.TryParse(text, out var address))
        {
            throw new InvalidOperationException($"A management server is known by an IP address or a positive number, not by {text}.");
        }
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)) & long.MaxValue;
    }
}
