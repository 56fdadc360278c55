using System.Net;
using System.Net.Sockets;

namespace CloudStack.Engine;

/// <summary>
/// Which addresses the cloud may contact for a client: those of the public internet, and of the inner network only what the operator has allowed
/// (setting <c>secstorage.allowed.internal.sites</c>). Without this a client could look into the operator's network through the cloud.
/// </summary>
internal static class InternalSites
{
    private static readonly IPNetwork[] Inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "224.0.0.0/3", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    public static bool IsInner(IPAddress address)
    {
        var plain = Plain(address);
        return Array.Exists(Inner, network => network.Contains(plain));
    }

    /// <summary>Whether the setting names the address, alone or as part of a CIDR.</summary>
    public static bool IsAllowed(IPAddress address, string? allowedSites)
    {
        var plain = Plain(address);
        return allowedSites is not null && allowedSites.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Any(site => IPNetwork.TryParse(site, out var network) ? network.Contains(plain) : IPAddress.TryParse(site, out var single) && single.Equals(plain));
    }

    /// <summary>An IPv4 address that was written as an IPv6 one is the IPv4 one.</summary>
    private static IPAddress Plain(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
