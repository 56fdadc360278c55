using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CloudStack.Engine;

/// <summary>An IPv4 network, for example 10.1.1.0/24.</summary>
internal readonly record struct Cidr(long First, int Prefix)
{
    public long Last => First + Size - 1;

    public long Size => 1L << (32 - Prefix);

    public string Netmask => Ip4.NetmaskOf(Prefix);

    /// <exception cref="CloudStackException">It is not one (431).</exception>
    public static Cidr Parse(string name, string text) =>
        TryParse(text) ?? throw CloudStackException.Invalid($"{name} must be a CIDR such as 10.1.1.0/24, not {text}.");

    public static Cidr? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out var address) && address.AddressFamily == AddressFamily.InterNetwork
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= 32
            ? Of(address.ToString(), prefix) : null;
    }

    /// <summary>The network that an address is in.</summary>
    public static Cidr Of(string address, int prefix) => new(Ip4.ToNumber(address) & (prefix == 0 ? 0 : uint.MaxValue << (32 - prefix)), prefix);

    public bool Contains(string address) => Ip4.ToNumber(address) is var number && number >= First && number <= Last;

    public bool Overlaps(Cidr other) => First <= other.Last && other.First <= Last;

    public override string ToString() => $"{Ip4.FromNumber(First)}/{Prefix}";
}
