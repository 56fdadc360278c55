using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>The address of a host, as <c>addHost</c> takes it.</summary>
internal static class HostAddress
{
    public static string Parse(string url, HypervisorTraits traits)
    {
        var example = $"{traits.AddressSchemes[0]}://192.0.2.10";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw CloudStackException.Invalid($"url {Shown(url)} is no address of a host, such as {example}.");
        }
        if (!traits.AddressSchemes.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"url {Shown(url)} cannot begin with {uri.Scheme}:// for a {traits.Hypervisor} host; it can with "
                + $"{string.Join(", ", traits.AddressSchemes.Select(scheme => scheme + "://"))}.");
        }
        return uri.UserInfo.Contains(':', StringComparison.Ordinal)
            ? throw CloudStackException.Invalid($"url must not hold a password; give username and password, and as url for example {example}.")
            : uri.OriginalString;
    }

    /// <summary>What is shown of a text that may hold a password.</summary>
    private static string Shown(string url) => url.LastIndexOf('@') is var at && at >= 0 ? url[(at + 1)..] : url;
}
