using System.Collections.Concurrent;

namespace CloudStack.Drivers.Kvm.Transport;

/// <summary>Remembers which key each host showed first, for hosts whose key was not given.</summary>
internal sealed class HostKeys
{
    private readonly ConcurrentDictionary<string, string> first = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether a host may show this key.</summary>
    /// <returns>The key that it should have shown, or null when this one is right.</returns>
    public string? Refuse(HostLogin login, string shown)
    {
        var expected = login.HostKey is { } given ? Normal(given) : first.GetOrAdd($"{login.Host}:{login.Port}", shown);
        return string.Equals(expected, shown, StringComparison.Ordinal) ? null : expected;
    }

    /// <summary>A fingerprint in the form <c>SHA256:</c> and base64 without padding.</summary>
    public static string Normal(string fingerprint)
    {
        const string Prefix = "SHA256:";
        var hash = fingerprint.Trim();
        if (hash.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            hash = hash[Prefix.Length..];
        return Prefix + hash.TrimEnd('=');
    }
}
