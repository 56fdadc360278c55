using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace CloudStack.Engine;

/// <summary>Parameters that are addresses.</summary>
internal static class AddressParameter
{
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Ip4(string name, string? text) => Check(name, text, AddressFamily.InterNetwork, "an IPv4 address such as 192.0.2.10");

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Ip6(string name, string? text) => Check(name, text, AddressFamily.InterNetworkV6, "an IPv6 address such as 2001:db8::1");

    private static string? Check(string name, string? text, AddressFamily family, string example)
    {
        if (text is null)
        {
            return null;
        }
        var isAddress = IPAddress.TryParse(text, out var address) && address.AddressFamily == family
            && (family == AddressFamily.InterNetworkV6 || text.Count(letter => letter == '.') == 3);
        return isAddress ? address!.ToString() : throw CloudStackException.Invalid($"{name} must be {example}, not {text}.");
    }
}
